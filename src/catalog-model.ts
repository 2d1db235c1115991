/** The second opinion's file, for the worker. It has a catalogue of its own: the command line reads the file from disk. */
import { loadModel, type Model } from './engine/index.ts';
import { fromBase64 } from './sealing/bytes.ts';

const files = import.meta.glob('../rules/en/model.bin', { eager: true, import: 'default', query: '?bytes' });

/** The English second opinion. @throws Error that says what is wrong with the file */
export function englishModel(): Model {
  const text = files['../rules/en/model.bin'];
  if (typeof text !== 'string') throw new Error('rules/en/model.bin is missing: run npm run train');
  return loadModel(fromBase64(text));
}
