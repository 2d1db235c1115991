/** The English engine as it ships, and the chats of the corpora as they stand in their files. */
import { readFileSync } from 'node:fs';
import { englishPack } from '../../src/catalog.ts';
import { createEngine, loadModel } from '../../src/engine/index.ts';

export interface Row {
  readonly from: string;
  readonly text: string;
  /** Seconds since the epoch. */
  readonly t: number;
}

export interface Chat {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly messages: readonly Row[];
}

/** The chats of a file of `tests/corpus`. */
export const chats = (file: string): Chat[] =>
  readFileSync(new URL(`../corpus/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Chat);

const model = readFileSync(new URL('../../rules/en/model.bin', import.meta.url));
/** Rules and second opinion. */
export const engine = createEngine(englishPack(), { opinion: loadModel(model) });
