import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Path of every YAML file below `src/guidance/<folder>` (from the project's root) to its parsed value. */
export function guidanceFiles(folder: string): Record<string, unknown> {
  const root = join('src/guidance', folder);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    names.sort().map((name) => {
      const path = join(root, name).replaceAll('\\', '/');
      return [path, parse(readFileSync(path, 'utf8')) as unknown];
    }),
  );
}

/** Lazy loaders over parsed files, and the paths that were asked for, in order. */
export function recordingLoaders(files: Record<string, unknown>) {
  const asked: string[] = [];
  const loaders = Object.fromEntries(
    Object.entries(files).map(([path, value]) => {
      const load = async () => {
        asked.push(path);
        return value;
      };
      return [path, load];
    }),
  );
  return { asked, loaders };
}

/** One parsed file with one field, given as `a.b.0`, replaced (or taken out with undefined); the rest is copied. */
export function withField(value: unknown, field: string, replacement: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  const steps = field.split('.');
  const last = steps.pop() ?? '';
  let at: Record<string, unknown> = copy;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (replacement === undefined) delete at[last];
  else at[last] = replacement;
  return copy;
}
