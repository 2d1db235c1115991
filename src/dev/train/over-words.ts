/** Networks that are trained over the words of the model file that is there, beginning with its networks. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readModelFile } from '../../engine/model-file.ts';
import { ROOT, Stop } from '../shell.ts';
import type { Networks, Sources, Trained } from './fit.ts';
import { type Inputs, readInputs, sourcesOf } from './inputs.ts';
import { type Settings, withoutTelling } from './settings.ts';
import { lexiconOf, parametersOf } from './shipped.ts';
import { WordTable } from './word-table.ts';

export const MODEL = join(ROOT, 'rules/en/model.bin');
export const ABOUT = join(ROOT, 'rules/en/model.md');

/** How a run was called, as far as this and its processes need it. */
export interface Call {
  /** Of `rulesIn`: another folder of rules. */
  readonly rules?: string | undefined;
  /** Corpora of the other languages that are left out: those whose name, as `tune/es`, holds one of these. */
  readonly without?: readonly string[] | undefined;
  /** Another file that the model is written to; then nothing is told of it in model.md. */
  readonly out?: string | undefined;
  /** What a process of `trainApart` trains, and where it finds what to begin with. */
  readonly part: { readonly seeds: readonly number[]; readonly from: string } | null;
  /** Options that the processes are called with. */
  readonly options: readonly string[];
}

export interface OverWords {
  /** The model file. */
  readonly bytes: Uint8Array;
  readonly inputs: Inputs;
  /** Nothing is told of sentences: the file holds no part for that. */
  readonly settings: Settings;
  readonly sources: Sources;
  /** The networks of the file for English, with its words. */
  readonly networks: Networks;
}

/** @throws Stop when the model file holds no network, or when no corpus is called as one that is to be left out */
export function openWords(all: Settings, { rules, without }: Call, say: (line: string) => void): OverWords {
  const bytes = readFileSync(MODEL);
  const data = readModelFile(bytes);
  const inputs: Inputs = { ...readInputs(all, { rules, without }), lexicon: lexiconOf(data) };
  const settings = withoutTelling(all);
  const table = new WordTable(inputs.lexicon);
  const [first, ...others] = data.networks
    .slice(0, data.networks.length - data.header.glossed)
    .map((layers): Trained => ({ shape: layers.shape, parameters: parametersOf(layers), table }));
  if (!first) throw new Stop(`${MODEL} holds no network to begin with`);
  return {
    bytes,
    inputs,
    settings,
    sources: sourcesOf(inputs, settings, null, say),
    networks: [first, ...others],
  };
}

/** Where to write; minutes of work are not to be lost for a folder that is not there. */
export function placeFor({ out }: Call): string {
  if (out !== undefined) mkdirSync(dirname(out), { recursive: true });
  return out ?? MODEL;
}

/** Writes the text beside the model, when it is the model that ships. */
export function tellAbout({ out }: Call, text: () => string): void {
  if (out === undefined) writeFileSync(ABOUT, text());
}
