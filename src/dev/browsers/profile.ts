/** The folder in which a browser keeps what it knows. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';

export interface Profile {
  readonly path: string;
  /** It stays when the browser is closed. */
  readonly kept: boolean;
}

/** The one that was given, which is kept, or a new one. */
export async function profileFor(target: Target, given: string | undefined): Promise<Profile> {
  if (given === undefined) return { path: await mkdtemp(join(tmpdir(), `nightlight-${target}-`)), kept: false };
  await mkdir(given, { recursive: true });
  return { path: given, kept: true };
}

/** Removes one that is not kept. A browser that has just ended may write into it for a moment yet. */
export async function leave({ path, kept }: Profile): Promise<void> {
  if (!kept) await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
