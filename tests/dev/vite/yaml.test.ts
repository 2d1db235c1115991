import { describe, expect, it } from 'vitest';
import { yamlModules } from '../../../src/dev/vite/yaml.ts';

const transform = yamlModules().transform as (source: string, id: string) => { readonly code: string } | null;

describe('a YAML file as a module', () => {
  it('is its value', () => {
    expect(transform('a: [1, 2]', '/x/some.yaml')?.code).toBe('export default {"a":[1,2]};');
    expect(transform('a: 1', '/x/some.txt')).toBeNull();
  });

  it('that does not parse is refused with its path and line', () => {
    expect(() => transform('a: 1\nb: [', '/x/some.yaml')).toThrow(/^\/x\/some\.yaml: not valid YAML: .*line 2/s);
  });

  it('is not called bad YAML when what it says is not as it must be', () => {
    const fault = (query: string) => {
      try {
        transform('null', `/x/some.yaml?${query}`);
      } catch (error) {
        return String(error);
      }
      return '';
    };
    for (const query of ['told', 'first']) {
      expect(fault(query), query).not.toBe('');
      expect(fault(query), query).not.toContain('not valid YAML');
    }
  });
});
