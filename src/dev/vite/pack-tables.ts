import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { packTables } from '../../engine/compile.ts';
import { parsePack, type RulePack } from '../../engine/pack.ts';
import { filesIn, namesIn } from '../rule-files.ts';

/**
 * What the rules of a language folder, or a part of them, compile to, as JSON text: part of the program, so that it starts at
 * once. Empty when they do not compile; the engine then says why, as it does without tables.
 */
export function tablesOf(
  folder: string,
  part = (pack: RulePack) => pack,
): { readonly text: string; readonly files: readonly string[] } {
  const shared = join(dirname(folder), 'weights.yaml');
  const files = [...namesIn(folder).map((name) => join(folder, name)), shared];
  try {
    const weights = existsSync(shared)
      ? (parse(readFileSync(shared, 'utf8')) as Readonly<Record<string, unknown>>)
      : {};
    const pack = part(parsePack(basename(folder), filesIn(folder), weights));
    return { text: JSON.stringify(packTables(pack)), files };
  } catch {
    return { text: '', files };
  }
}
