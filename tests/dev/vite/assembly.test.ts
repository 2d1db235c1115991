import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assemblyModules } from '../../../src/dev/vite/assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));
const load = assemblyModules().load as (id: string) => Promise<{ readonly code: string } | null>;
const loadText = (text: string) => {
  const path = join(folder, 'some.wat');
  writeFileSync(path, text);
  return load(path);
};

describe("a file of WebAssembly's text format as a module", () => {
  it('is its code', async () => {
    const module = await loadText('(module (func (export "one") (result i32) (i32.const 1)))');
    const code = JSON.parse(/^export default (".*");$/.exec(module?.code ?? '')?.[1] ?? 'null') as string;
    const { instance } = await WebAssembly.instantiate(Buffer.from(code, 'base64'));
    expect((instance.exports.one as () => number)()).toBe(1);
    expect(await load(join(folder, 'some.ts'))).toBeNull();
  });

  it('is refused with its line when it does not parse, and when its types do not fit', async () => {
    await expect(loadText('(module\n (func (wrong)))')).rejects.toThrow('some.wat:2');
    await expect(loadText('(module\n (func (result i32) (f32.const 1)))')).rejects.toThrow('some.wat:2');
  });
});
