import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { packTables } from '../../engine/compile.ts';
import { parsePack, type RulePack } from '../../engine/pack.ts';

/**
 * What the rules of a language folder, or a part of them, compile to, as JSON text: part of the program, so that it starts at once. Empty when
 * they do not compile; the engine then says why, as it does without tables.
 */
export function tablesOf(
  folder: string,
  part = (pack: RulePack) => pack,
): { readonly text: string; readonly files: readonly string[] } {
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(?:yaml|txt)$/.test(name))
    .sort();
  const shared = join(dirname(folder), 'weights.yaml');
  const files = [...names.map((name) => join(folder, name)), shared];
  const read = (path: string): unknown => {
    const text = readFileSync(path, 'utf8');
    return path.endsWith('.yaml') ? parse(text) : text;
  };
  try {
    const parsed = Object.fromEntries(names.map((name) => [name.replaceAll('\\', '/'), read(join(folder, name))]));
    const weights = existsSync(shared) ? (read(shared) as Readonly<Record<string, unknown>>) : {};
    return { text: JSON.stringify(packTables(part(parsePack(basename(folder), parsed, weights)))), files };
  } catch {
    return { text: '', files };
  }
}
