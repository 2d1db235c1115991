/** What a packed extension says of itself. */
import * as z from 'zod/mini';
import type { Target } from '../../../vite.config.ts';
import { Stop } from '../shell.ts';
import type { Files } from './archive.ts';

const manifestSchema = z.object({
  version: z.string(),
  background: z.object({ service_worker: z.optional(z.string()) }),
});

export interface Released {
  readonly target: Target;
  readonly version: string;
  /** Without what a store adds. */
  readonly files: Files;
  readonly added: readonly string[];
}

/** Mozilla's signature. */
const OF_A_STORE = /^META-INF\//;

/** Throws `Stop`, with the name that is told, when these are not the files of an extension. */
export function released(files: Files, name: string): Released {
  const manifest = files.get('manifest.json');
  if (manifest === undefined) throw new Stop(`${name}: no extension, it has no manifest.json`);
  let parsed: z.infer<typeof manifestSchema>;
  try {
    parsed = manifestSchema.parse(JSON.parse(new TextDecoder().decode(manifest)));
  } catch {
    throw new Stop(`${name}: its manifest.json is not that of an extension with a background`);
  }
  const added = [...files.keys()].filter((path) => OF_A_STORE.test(path));
  return {
    target: parsed.background.service_worker === undefined ? 'firefox' : 'chromium',
    version: parsed.version,
    files: new Map([...files].filter(([path]) => !OF_A_STORE.test(path))),
    added,
  };
}
