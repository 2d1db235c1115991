/**
 * Trains networks in processes of their own, one a core: each depends on its seed and on the network that all begin with, with
 * its words, so the weights are the same however many processes there are.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeParameters, parameterCount } from '../../engine/model-shape.ts';
import { ROOT, Stop } from '../shell.ts';
import { type Sources, type Trained, trainOverWords } from './fit.ts';
import type { Sample } from './samples.ts';
import { type Settings, shapeOfSeed } from './settings.ts';
import { WordTable } from './word-table.ts';

const START = 'start.bin';
const WORDS = 'words.bin';
const networkFile = (seed: number) => `network-${seed}.bin`;

const writeFloats = (file: string, values: Float32Array) =>
  writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

/** @throws Stop when the file is missing or holds another number of values */
function readFloats(file: string, length: number): Float32Array {
  const bytes = new Uint8Array(readFileSync(file));
  if (bytes.length !== length * 4) throw new Stop(`${file} has ${bytes.length} bytes, and should have ${length * 4}`);
  return new Float32Array(bytes.buffer);
}

/**
 * Trains the networks of some seeds over the words of one that is there, which they begin with.
 * @param args options of `npm run train` that the processes need to read the same inputs
 */
export async function trainApart(
  seeds: readonly number[],
  first: Trained,
  settings: Settings,
  args: readonly string[],
): Promise<Trained[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-train-'));
  const stop = new AbortController();
  try {
    writeFloats(join(folder, START), first.parameters.flat);
    writeFloats(join(folder, WORDS), first.table.vectors);
    const count = Math.min(availableParallelism(), seeds.length);
    await Promise.all(
      Array.from({ length: count }, (_, part) =>
        runPart(
          seeds.filter((_, i) => i % count === part),
          folder,
          args,
          stop.signal,
        ),
      ),
    );
    return seeds.map((seed) => {
      const shape = shapeOfSeed(settings, seed);
      const flat = readFloats(join(folder, networkFile(seed)), parameterCount(shape));
      return { shape, parameters: makeParameters(shape, flat), table: first.table };
    });
  } finally {
    // where one process failed the others have nothing left to work for
    stop.abort();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runPart(
  seeds: readonly number[],
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const script = join(ROOT, 'src/dev/run.mjs');
  const child = spawn(process.execPath, [script, 'train', '--seeds', seeds.join(), '--from', folder, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    signal,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Stop(`the training of the networks ${seeds.join(', ')} ended with ${code ?? signal}`)),
    );
  });
}

/** The part of such a process: trains the networks of some seeds and leaves them in the folder. */
export function trainPart(
  samples: readonly Sample[],
  settings: Settings,
  sources: Sources,
  seeds: readonly number[],
  folder: string,
): void {
  const table = new WordTable(sources.lexicon);
  table.vectors.set(readFloats(join(folder, WORDS), table.vectors.length));
  const { shape } = settings;
  const parameters = makeParameters(shape);
  parameters.flat.set(readFloats(join(folder, START), parameters.flat.length));
  for (const seed of seeds) {
    const trained = trainOverWords(samples, settings, seed, sources, { shape, parameters, table }, table);
    writeFloats(join(folder, networkFile(seed)), trained.parameters.flat);
  }
}
