import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleSchemas } from '../../src/dev/rule-schema.ts';

describe('rules/schema', () => {
  for (const [name, text] of Object.entries(ruleSchemas()))
    it(`${name} says what the engine accepts`, () => {
      const written = readFileSync(new URL(`../../rules/schema/${name}`, import.meta.url), 'utf8');
      expect(JSON.parse(written), 'run: node src/dev/run.mjs rule-schema').toEqual(JSON.parse(text));
    });
});
