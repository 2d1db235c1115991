/** Everything that training reads from the project's folders. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledPack, compilePack } from '../../engine/compile.ts';
import { packWithExamples } from '../rule-files.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { ROOT } from '../shell.ts';
import { readCorpora, readOthers, wordsOf } from './corpora.ts';
import type { Sources } from './fit.ts';
import { installVectors, readVectors } from './glove.ts';
import { parseClasses, parseScenes, parseWordings, type Scene, say, type Wording } from './grammar.ts';
import { type Lexicon, makeLexicon, wantedWords } from './lexicon.ts';
import { bitsOf, isOther, type Sample } from './samples.ts';
import { readSentences, type Sentences } from './sentences.ts';
import type { Settings } from './settings.ts';

const HERE = join(ROOT, 'src/dev/train');
/** Words of GloVe that teach the letter groups, most frequent first. */
const GLOVE_WORDS = 40_000;

export interface Inputs {
  readonly pack: CompiledPack;
  /** `tune`, `own` and `benign` in English; the chats and lines of `tune` and `own` in other languages, glossed in English. */
  readonly samples: readonly Sample[];
  readonly wordings: readonly Wording[];
  readonly scenes: readonly Scene[];
  readonly lexicon: Lexicon;
}

/** The phrase grammar: wordings of single messages, and scenes. @throws Error that names file and line */
export function readGrammar(): { wordings: Wording[]; scenes: Scene[] } {
  const folder = join(HERE, 'phrases');
  const source = (file: string) => readFileSync(join(folder, file), 'utf8');
  const classes = parseClasses(source('classes.txt'));
  const files = readdirSync(folder).sort();
  const isScenes = (file: string) => file.startsWith('scenes-');
  return {
    wordings: files
      .filter((file) => file !== 'classes.txt' && !isScenes(file))
      .flatMap((file) => parseWordings(source(file), classes, file)),
    scenes: files.filter(isScenes).flatMap((file) => parseScenes(source(file), classes, file)),
  };
}

/**
 * Reads the corpora and makes the lexicon. Takes some 20 s; installs the word vectors when they are missing.
 * @throws Stop that names what is to be left out and is not there
 */
export function readInputs(
  settings: Settings,
  {
    rules = join(ROOT, 'rules/en'),
    without,
  }: { readonly rules?: string | undefined; readonly without?: readonly string[] | undefined } = {},
): Inputs {
  const pack = compilePack(packWithExamples('en', rules));
  const corpus = join(ROOT, 'tests/corpus');
  const packOf = (lang: string) => {
    const folder = join(rules, '..', lang);
    const other = existsSync(join(folder, 'gloss.txt')) ? packWithExamples(lang, folder) : null;
    return other && { ...compilePack(other), gloss: String(other.gloss) };
  };
  const others = readOthers([join(corpus, 'tune'), join(corpus, 'own')], packOf, without);
  const samples = [
    ...['tune', 'own', 'benign'].flatMap((folder) => readCorpora(join(corpus, folder), pack)),
    ...others,
  ];
  const { wordings, scenes } = readGrammar();
  const counts = new Map<string, number>();
  const count = (words: readonly string[], by: number) => {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
  };
  for (const sample of samples) for (const message of sample.messages) count(message.words, 1);
  for (const [word, times] of counts) if (times < 2) counts.delete(word);
  const random = seeded('wordings of the lexicon');
  for (const wording of wordings) for (let i = 0; i < 12; i++) count(wordsOf(say(wording.pieces, random), pack), 0.2);
  const glove = readVectors(installVectors(HERE), GLOVE_WORDS, wantedWords(counts, pack));
  const lexicon = makeLexicon(glove, counts, pack, settings.shape.dim, settings.words, seeded('lexicon'));
  return { pack, samples, wordings, scenes, lexicon };
}

/** The conversations that are for scoring only. */
export const readCheck = (pack: CompiledPack): Sample[] => readCorpora(join(ROOT, 'tests/corpus/check'), pack);

/** What the encoder says of every text of the samples; null when the network has nothing to tell. Takes minutes the first time. */
export async function readMeanings(
  inputs: Inputs,
  { shape, tellRounds }: Settings,
  report?: (line: string) => void,
): Promise<Sentences | null> {
  if (tellRounds === 0 || !shape.told) return null;
  // Of what was glossed the encoder would make little: it reads sentences.
  const messages = inputs.samples
    .filter((sample) => !isOther(sample))
    .flatMap((sample) => sample.messages.map(({ words }) => words));
  return readSentences(HERE, messages, shape.told, report);
}

/** What `trainNetwork` needs beside samples. */
export function sourcesOf(
  inputs: Inputs,
  settings: Settings,
  sentences: Sentences | null,
  report?: (line: string) => void,
): Sources {
  const read = (text: string) => wordsOf(text, inputs.pack);
  return {
    lexicon: inputs.lexicon,
    read,
    sentences,
    wordings: (random: Seeded) =>
      inputs.wordings.flatMap((wording) =>
        Array.from({ length: settings.wordings }, () => toLine(wording, read, random)),
      ),
    scenes: (random: Seeded) =>
      inputs.scenes.flatMap((scene) => Array.from({ length: settings.scenes }, () => toChat(scene, read, random))),
    ...(report ? { report } : {}),
  };
}

function toLine(wording: Wording, read: (text: string) => readonly string[], random: Seeded): Sample {
  const text = say(wording.pieces, random);
  const message = {
    words: read(text),
    side: 1,
    carries: wording.carries ? bitsOf([wording.signal]) : 0,
    found: 0,
    text,
  };
  return {
    id: 'wording',
    source: 'phrases',
    label: wording.carries ? 'line' : 'near',
    alertBy: null,
    messages: [message],
    note: '',
    weight: 1,
  };
}

function toChat(scene: Scene, read: (text: string) => readonly string[], random: Seeded): Sample {
  const messages = scene.turns.map(({ side, signals, pieces }) => {
    const text = say(pieces, random);
    return { words: read(text), side: side === 'peer' ? 1 : 0, carries: bitsOf(signals), found: 0, text };
  });
  return {
    id: 'scene',
    source: 'scenes',
    label: scene.alertBy === null ? 'none' : 'alert',
    alertBy: scene.alertBy,
    messages,
    note: `story: ${scene.name};`,
    weight: 0.6,
  };
}
