/** The words that the model knows, with their reduced vectors, and the table that guesses a vector for any other word. */
import type { CompiledPack } from '../../engine/compile.ts';
import { GRAM_BUCKETS, gramsOf } from '../../engine/model-words.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { GLOVE_DIM, type WordVectors } from './glove.ts';
import { principalAxes } from './linear.ts';

/** Words, their vectors one after the other, and the vectors of letter groups. */
export interface Lexicon {
  readonly dim: number;
  readonly words: readonly string[];
  readonly vectors: Float32Array;
  readonly grams: Float32Array;
}

/** Words that GloVe's own list lacks, by words that stand in their place. */
const STAND_INS: Readonly<Record<string, string>> = {
  i: 'me', a: 'the', lmao: 'funny', lol: 'funny', selfie: 'photo', selfies: 'photos', robux: 'money', vbucks: 'money',
  nitro: 'gift', insta: 'facebook', snap: 'facebook', snapchat: 'facebook', tiktok: 'youtube', discord: 'chat', whatsapp: 'facebook',
  telegram: 'facebook', webcam: 'camera', cam: 'camera', '$': 'dollars', '£': 'pounds', '€': 'euros', kik: 'facebook', roblox: 'game',
  fortnite: 'game', minecraft: 'game', tbh: 'honestly', ngl: 'honestly', bestie: 'friend', emoji: 'smile', facetime: 'call',
}; // biome-ignore format: one look at the table is enough

/** The words that need a vector: those that the corpora and the rules use, and the words that they are read as. */
export function wantedWords(counts: ReadonlyMap<string, number>, pack: CompiledPack): Set<string> {
  const wanted = new Set<string>(counts.keys());
  for (const word of pack.lexicon.keys()) wanted.add(word);
  for (const [form, reading] of [...pack.vocabulary.spoken, ...pack.vocabulary.emoji]) {
    wanted.add(form);
    for (const word of reading) wanted.add(word);
  }
  for (const word of Object.values(STAND_INS)) wanted.add(word);
  return wanted;
}

/**
 * Chooses at most `size` words and reduces their vectors to `dim` numbers.
 * @param counts words of the corpora, and how often each occurs
 */
export function makeLexicon(
  glove: WordVectors,
  counts: ReadonlyMap<string, number>,
  pack: CompiledPack,
  dim: number,
  size: number,
  random: Seeded,
): Lexicon {
  const raw = (word: string): Float32Array | null => {
    const reading = pack.vocabulary.spoken.get(word) ?? pack.vocabulary.emoji.get(word);
    if (reading)
      return meanOf(reading.flatMap((part) => [...(part === word ? (glove.get(part) ?? []) : (raw(part) ?? []))]));
    const standIn = STAND_INS[word] ?? (/^\d+$/.test(word) ? numberWord(word) : undefined);
    return glove.get(standIn ?? word) ?? null;
  };
  const ranked = [...wantedWords(counts, pack)].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  const chosen = new Map<string, Float32Array>();
  const add = (word: string) => {
    if (chosen.size >= size || chosen.has(word) || word.length > 20) return;
    const vector = raw(word);
    if (vector) chosen.set(word, vector);
  };
  for (const word of ranked) add(word);
  for (const word of glove.keys()) add(word);
  const words = [...chosen.keys()].sort();
  const weights = words.map((word) => Math.log1p(counts.get(word) ?? 0) + 0.3);
  const reduce = principalAxes(
    words.map((word) => chosen.get(word) ?? new Float32Array(GLOVE_DIM)),
    weights,
    dim,
  );
  const vectors = new Float32Array(words.length * dim);
  words.forEach((word, index) => {
    vectors.set(reduce(chosen.get(word) ?? new Float32Array(GLOVE_DIM)), index * dim);
  });
  const known = new Map<string, Float32Array>();
  for (const [word, vector] of glove) if (word.length >= 3) known.set(word, reduce(vector));
  words.forEach((word, index) => {
    if (/^[a-z]{3,}$/.test(word)) known.set(word, vectors.subarray(index * dim, (index + 1) * dim));
  });
  return { dim, words, vectors, grams: fitGrams(known, new Set(words), dim, random) };
}

/** Numbers mean what they look like: an age, an amount, a code. */
function numberWord(word: string): string {
  if (word.length >= 4) return 'code';
  const value = Number(word);
  return value < 10 ? 'three' : value < 20 ? 'twelve' : value < 100 ? 'fifty' : 'hundred';
}

function meanOf(vectors: readonly number[]): Float32Array | null {
  const count = vectors.length / GLOVE_DIM;
  if (count === 0) return null;
  const mean = new Float32Array(GLOVE_DIM);
  vectors.forEach((value, i) => {
    (mean[i % GLOVE_DIM] as number) += value / count;
  });
  return mean;
}

/** Learns the table of letter groups anew from the vectors of the lexicon's own words, after these were trained. */
export function refitGrams(lexicon: Lexicon): Lexicon {
  const { words, vectors, dim } = lexicon;
  const known = new Map<string, Float32Array>();
  words.forEach((word, index) => {
    if (/^[a-z]{3,}$/.test(word)) known.set(word, vectors.subarray(index * dim, (index + 1) * dim));
  });
  return { ...lexicon, grams: fitGrams(known, new Set(words), dim, seeded('letter groups')) };
}

/** Slips that a word may suffer; what is left of it should still point at its meaning. */
function slip(word: string, random: Seeded): string {
  const at = 1 + random.below(word.length - 1);
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + (word[at] ?? '') + word.slice(at);
  if (kind === 2) return word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1);
  return (word[0] ?? '') + word.slice(1).replace(/[aeiou]/g, '');
}

/** Learns vectors of letter groups whose mean comes near the vectors of known words and of their misspellings. */
function fitGrams(
  known: ReadonlyMap<string, Float32Array>,
  frequent: ReadonlySet<string>,
  dim: number,
  random: Seeded,
) {
  const grams = new Float32Array(GRAM_BUCKETS * dim);
  const words = [...known.keys()];
  const error = new Float32Array(dim);
  for (let round = 0; round < 8; round++) {
    const rate = 0.35 * (1 - round / 9);
    for (const word of random.shuffle(words)) {
      const target = known.get(word);
      if (!target) continue;
      const forms = frequent.has(word) && word.length >= 4 ? [word, slip(word, random), slip(word, random)] : [word];
      for (const form of forms) {
        const ids = gramsOf(form);
        if (ids.length === 0) continue;
        for (let i = 0; i < dim; i++) {
          let sum = 0;
          for (const id of ids) sum += grams[id * dim + i] as number;
          error[i] = (target[i] as number) - sum / ids.length;
        }
        for (const id of ids)
          for (let i = 0; i < dim; i++) (grams[id * dim + i] as number) += rate * (error[i] as number);
      }
    }
  }
  return grams;
}
