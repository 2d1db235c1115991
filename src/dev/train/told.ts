/** What was learnt to tell of whole sentences, kept under .cache/: every network begins with it, and it takes minutes. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeParameters } from '../../engine/model-shape.ts';
import { ROOT } from '../shell.ts';
import { type Sources, type Trained, tellFirst } from './fit.ts';
import type { Sample } from './samples.ts';
import type { Settings } from './settings.ts';
import { WordTable } from './word-table.ts';

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength);

/**
 * What `tellFirst` gives, read from where it was kept when the same texts, words and settings were told before. It does not see
 * a change of the code: empty `.cache/` after one.
 */
export function tellOnce(samples: readonly Sample[], settings: Settings, sources: Sources): Trained {
  const { shape, tellRounds, rate, decay, seeds } = settings;
  const hash = createHash('sha256').update(JSON.stringify([shape, tellRounds, rate, decay, seeds[0]]));
  hash.update(bytesOf(sources.lexicon.vectors));
  hash.update(sources.sentences === null ? 'nothing told' : 'told');
  for (const sample of samples) for (const { words } of sample.messages) hash.update(`${words.join(' ')}\n`);
  const file = join(ROOT, `.cache/told-${hash.digest('hex').slice(0, 16)}.bin`);
  if (!existsSync(file)) {
    const told = tellFirst(samples, settings, sources);
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    writeFileSync(file, Buffer.concat([bytesOf(told.parameters.flat), bytesOf(told.table.vectors)]));
    return told;
  }
  const floats = new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const parameters = makeParameters(shape);
  const table = new WordTable(sources.lexicon);
  parameters.flat.set(floats.subarray(0, parameters.flat.length));
  table.vectors.set(floats.subarray(parameters.flat.length));
  return { shape, parameters, table };
}
