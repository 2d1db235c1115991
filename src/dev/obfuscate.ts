/**
 * Disguises: what people do to a text so that a filter should not know it, for the obfuscated twins of the corpora
 * (`npm run eval -- --obfuscate`) and for training. Each is seeded, changes the writing only and keeps the meaning.
 */
import { type Seeded, seeded } from './seeded.ts';

/** Rewrites one word (letters, digits, apostrophes); the rest of the text stays. */
type WordDisguise = (word: string, random: Seeded) => string;

const VOWELS = /[aeiou]/g;
const LEET: Readonly<Record<string, string>> = { a: '4@', e: '3', i: '1!', o: '0', s: '5$', t: '7', l: '1', b: '8' };
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
  h: 'һ',
};
const GREEK: Readonly<Record<string, string>> = {
  a: 'α',
  i: 'ι',
  k: 'κ',
  n: 'η',
  o: 'ο',
  p: 'ρ',
  t: 'τ',
  u: 'υ',
  v: 'ν',
  x: 'χ',
};
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad'];
const COMBINING = ['\u0301', '\u0308', '\u0323', '\u0332', '\u0336'];
/** Keys beside each other on a keyboard, for slips of the finger. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const TEXT_SPEAK: Readonly<Record<string, string>> = {
  you: 'u', your: 'ur', youre: 'ur', are: 'r', to: '2', too: '2', for: '4', be: 'b', see: 'c', why: 'y', and: 'n', okay: 'k', ok: 'k',
  please: 'pls', thanks: 'thx', people: 'ppl', because: 'cuz', with: 'w', what: 'wat', about: 'abt', tonight: '2nite',
  tomorrow: 'tmrw', before: 'b4', great: 'gr8', love: 'luv', know: 'kno', something: 'smth', message: 'msg', right: 'rite',
  picture: 'pic', pictures: 'pix', photo: 'pic', photos: 'pics', password: 'pw', account: 'acc', video: 'vid', camera: 'cam',
  later: 'l8r', someone: 'sum1', anyone: 'any1', everyone: 'every1', one: '1', have: 'hav', just: 'jus', that: 'dat', the: 'da',
  going: 'goin', want: 'wna', really: 'rly', should: 'shud', would: 'wud', could: 'cud', now: 'nw', friend: 'fren',
  parents: 'rents', address: 'addy', minute: 'min', minutes: 'mins', seconds: 'secs', probably: 'prob', never: 'nvr',
}; // biome-ignore format: one look at the table is enough
const ALGOSPEAK: Readonly<Record<string, string>> = {
  kill: 'unalive', killed: 'unalived', suicide: 'sewerslide', die: 'un-alive', sex: 'seggs', sexy: 'seggsy', porn: 'corn',
  nudes: 'noods', naked: 'n@kkid', cash: 'cheddar', bitcoin: 'bitc0in', drugs: 'dr*gs', police: 'p0lice', snapchat: '👻 app',
  instagram: 'the gram', telegram: 'tele', whatsapp: 'wapp', pedo: 'p3d0', grooming: 'gr00ming', depressed: 'd3pressed',
  password: 'passwurd', picture: 'pixture', pics: 'pickz', webcam: 'w3bcam', mum: 'm-u-m', parents: 'p4rents', secret: 'seekrit',
}; // biome-ignore format: one look at the table is enough
const EMOJI_WORDS: Readonly<Record<string, string>> = {
  phone: '📱', camera: '📷', cam: '📷', webcam: '📷', pic: '📸', pics: '📸', photo: '📸', photos: '📸', picture: '📸', video: '🎥', vid: '🎥',
  money: '💰', cash: '💵', card: '💳', gift: '🎁', present: '🎁', secret: '🤫', key: '🔑', password: '🔑', kiss: '💋', love: '❤️',
  heart: '❤️', car: '🚗', house: '🏠', home: '🏠', school: '🏫', bed: '🛏️', knife: '🔪', kill: '🔪', dead: '💀', die: '💀', bomb: '💣',
  police: '👮', mum: '👩', mom: '👩', dad: '👨', hot: '🔥', time: '⏰', eyes: '👀', see: '👀', call: '📞', alone: '🚪', gun: '🔫',
}; // biome-ignore format: one look at the table is enough

const words = (text: string, share: number, random: Seeded, disguise: WordDisguise): string =>
  text.replace(/[\p{L}\p{N}'’]+/gu, (word) => (random.chance(share) ? disguise(word, random) : word));

const mapLetters =
  (table: Readonly<Record<string, string>>, share: number): WordDisguise =>
  (word, random) =>
    [...word]
      .map((letter) => {
        const choices = [...(table[letter.toLowerCase()] ?? '')];
        return choices.length > 0 && random.chance(share) ? random.pick(choices) : letter;
      })
      .join('');

const between =
  (separator: string): WordDisguise =>
  (word) =>
    word.length < 4 ? word : [...word].join(separator);

const shiftTo =
  (lower: number, upper: number | null, digit: number | null): WordDisguise =>
  (word) =>
    word.replace(/[a-z]|[A-Z]|[0-9]/g, (sign) => {
      const code = sign.charCodeAt(0);
      if (code >= 97) return String.fromCodePoint(lower + code - 97);
      if (code >= 65) return upper === null ? sign : String.fromCodePoint(upper + code - 65);
      return digit === null ? sign : String.fromCodePoint(digit + code - 48);
    });

const inside = (word: string, random: Seeded): number => 1 + random.below(Math.max(1, word.length - 2));

const replaceBy =
  (table: Readonly<Record<string, string>>): WordDisguise =>
  (word) =>
    table[word.toLowerCase().replace(/['’]/g, '')] ?? word;

function slip(word: string, random: Seeded): string {
  if (word.length < 4) return word;
  const at = inside(word, random);
  const row = ROWS.find((keys) => keys.includes((word[at] ?? '').toLowerCase()));
  const key = row?.indexOf((word[at] ?? '').toLowerCase()) ?? -1;
  const neighbour = row?.[key + (random.chance(0.5) && key > 0 ? -1 : 1)] ?? word[at] ?? '';
  return random.chance(0.5)
    ? word.slice(0, at) + neighbour + word.slice(at + 1)
    : word.slice(0, at) + word.slice(at + 1);
}

/** Where a text can be cut in two: between words, or inside a long word. */
function cutText(text: string, random: Seeded): string[] {
  const spaces = [...text.matchAll(/\s+/g)].map((match) => match.index);
  if (spaces.length < 3) return [text];
  const at = spaces[1 + random.below(spaces.length - 2)] ?? spaces[1] ?? 0;
  return [text.slice(0, at).trim(), text.slice(at).trim()];
}

function cutWord(text: string, random: Seeded): string[] {
  const long = [...text.matchAll(/[A-Za-z]{6,}/g)];
  if (long.length === 0) return [text];
  const match = random.pick(long);
  const at = match.index + 2 + random.below(match[0].length - 4);
  return [text.slice(0, at).trim(), text.slice(at).trim()];
}

const PERTURBATIONS = {
  'zero-width': (text, random) =>
    words(text, 0.7, random, (word) => (word.length < 3 ? word : insert(word, random.pick(INVISIBLE), random))),
  combining: (text, random) =>
    words(text, 0.5, random, (word) =>
      [...word].map((c) => (random.chance(0.4) ? c + random.pick(COMBINING) : c)).join(''),
    ),
  cyrillic: (text, random) => words(text, 0.8, random, mapLetters(CYRILLIC, 0.7)),
  greek: (text, random) => words(text, 0.6, random, mapLetters(GREEK, 0.6)),
  'full-width': (text, random) => words(text, 0.8, random, shiftTo(0xff41, 0xff21, 0xff10)),
  mathematical: (text, random) => words(text, 0.8, random, shiftTo(0x1d41a, 0x1d400, 0x1d7ce)),
  enclosed: (text, random) => words(text, 0.6, random, shiftTo(0x24d0, 0x24b6, null)),
  leet: (text, random) => words(text, 0.6, random, mapLetters(LEET, 0.5)),
  spaced: (text, random) => words(text, 0.35, random, between(' ')),
  dotted: (text, random) => words(text, 0.4, random, between(random.pick(['.', '-', '_', '*']))),
  stretched: (text, random) =>
    words(text, 0.4, random, (word) => {
      const at = Math.max(0, word.search(/[aeiouyhlmrs](?=\w?$)/i));
      return word.slice(0, at) + (word[at] ?? '').repeat(3 + random.below(3)) + word.slice(at + 1);
    }),
  'dropped-vowels': (text, random) =>
    words(text, 0.5, random, (word) => (word.length < 5 ? word : (word[0] ?? '') + word.slice(1).replace(VOWELS, ''))),
  'swapped-letters': (text, random) =>
    words(text, 0.4, random, (word) => {
      if (word.length < 4) return word;
      const at = inside(word, random);
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    }),
  misspelt: (text, random) => words(text, 0.35, random, slip),
  'text-speak': (text, random) => words(text, 0.85, random, replaceBy(TEXT_SPEAK)),
  algospeak: (text, random) => words(text, 0.95, random, replaceBy(ALGOSPEAK)),
  'emoji-words': (text, random) => words(text, 0.9, random, replaceBy(EMOJI_WORDS)),
  joined: (text, random) =>
    text.replace(/(\w) (\w)/g, (both, a: string, b: string) => (random.chance(0.25) ? a + b : both)),
  shouted: (text) => text.toUpperCase(),
} satisfies Record<string, (text: string, random: Seeded) => string>;

const SPLITS = { 'split-messages': cutText, 'split-words': cutWord } satisfies Record<
  string,
  (text: string, random: Seeded) => string[]
>;

function insert(word: string, sign: string, random: Seeded): string {
  const at = inside(word, random);
  return word.slice(0, at) + sign + word.slice(at);
}

/** A disguise that keeps a message one message. */
export type PerturbationId = keyof typeof PERTURBATIONS;
/** A disguise that writes one message as two. */
export type SplitId = keyof typeof SPLITS;

/** Every disguise of one message's text, in the order of the reports. */
export const PERTURBATION_IDS = Object.keys(PERTURBATIONS) as readonly PerturbationId[];
/** Every disguise that makes more messages. */
export const SPLIT_IDS = Object.keys(SPLITS) as readonly SplitId[];

/** Rewrites a text. The same text, disguise and seed give the same result; a text without letters stays as it is. */
export function obfuscate(text: string, id: PerturbationId, seed: string | number): string {
  return PERTURBATIONS[id](text, seeded(`${id} ${seed}`));
}

/** Writes a text as one or two messages; nothing but white space is lost between them. */
export function split(text: string, id: SplitId, seed: string | number): readonly string[] {
  return SPLITS[id](text, seeded(`${id} ${seed}`));
}
