/** The networks for glossed texts: trained over the words of the model file that is there, and put into it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readModelFile } from '../../engine/model-file.ts';
import { ROOT, Stop } from '../shell.ts';
import { trainApart, trainPart } from './apart.ts';
import { type Inputs, readInputs, sourcesOf } from './inputs.ts';
import { withGlossedPart } from './provenance.ts';
import { isConversation, isOther } from './samples.ts';
import type { Settings } from './settings.ts';
import { lexiconOf, parametersOf, withGlossed } from './shipped.ts';
import { WordTable } from './word-table.ts';

const MODEL = join(ROOT, 'rules/en/model.bin');
const ABOUT = join(ROOT, 'rules/en/model.md');

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

/**
 * Trains them; about half an hour on two cores. What an encoder says of sentences is not needed: it knows no glosses.
 * @throws Stop when the model file holds no network, or when no corpus is called as one that is to be left out
 */
export async function trainGlossed(
  settings: Settings,
  { rules, without, out, part, options }: Call,
  say: (line: string) => void,
): Promise<void> {
  const bytes = readFileSync(MODEL);
  const data = readModelFile(bytes);
  const [layers] = data.networks;
  if (!layers) throw new Stop(`${MODEL} holds no network to begin with`);
  const inputs: Inputs = { ...readInputs(settings, { rules, without }), lexicon: lexiconOf(data) };
  // without the part that tells of sentences: the file holds none
  const { told: _, ...shape } = settings.shape;
  const own: Settings = { ...settings, shape };
  const sources = sourcesOf(inputs, own, null, say);
  if (part !== null) {
    trainPart(inputs.samples, own, sources, part.seeds, part.from);
    return;
  }
  // minutes of work are not to be lost for a folder that is not there
  if (out !== undefined) mkdirSync(dirname(out), { recursive: true });
  const first = {
    shape: layers.shape,
    parameters: parametersOf(layers),
    table: new WordTable(inputs.lexicon),
  };
  const networks = await trainApart(own.glossedSeeds, first, first, own, [...options, '--glossed']);
  const written = withGlossed(bytes, networks);
  writeFileSync(out ?? MODEL, written);
  const chats = inputs.samples.filter((sample) => isConversation(sample) && isOther(sample)).length;
  if (out === undefined)
    writeFileSync(ABOUT, withGlossedPart(readFileSync(ABOUT, 'utf8'), { settings: own, chats, bytes: written.length }));
  say(`${out ?? MODEL}: ${written.length} bytes; networks for glossed texts that read ${chats} chats`);
}
