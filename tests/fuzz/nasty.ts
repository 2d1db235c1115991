/** Strings that have broken programs before, and texts that are made of them. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'it', 'pt'] as const;

export const NASTY: readonly string[] = [
  '',
  ' ',
  '\0',
  '\ufeff',
  '\u2028\u2029',
  '\ud800',
  '\udc00x\ud800',
  '\uffff\ufdd0',
  '\u202eexe.gnp\u202c',
  '\u2066\u2067\u2068\u2069',
  '\u200b\u200c\u200d\u2060',
  '\u0301\u0301\u0301',
  `p${'\u0336\u0353\u0489'.repeat(40)}w`,
  'İıßŉǰΐﬃﬅﷺ㎏',
  'ｐａｓｓ　ｗｏｒｄ',
  '𝓹𝓪𝓼𝓼𝔀𝓸𝓻𝓭',
  'раsswоrd',
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏿🇬🇧🇬',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '각ᄀᄀᄀ각ᆨᆨ',
  'كـــلـــمـــة',
  'ﺍﻟﻤﺮﻭﺭ١٢٣',
  'क्षत्रियः',
  'a'.repeat(300),
  'p a s s w o r d',
  'p.a.s.s.w.o.r.d',
  'paaaaassssswooooord',
  'p4$$w0rd k!ll y0u',
  '!?'.repeat(60),
  '...'.repeat(60),
  "''''''’’’’",
  '__proto__',
  'constructor',
  'toString hasOwnProperty valueOf',
  'null undefined NaN -0 1e999',
  '<script>alert(1)</script><!--',
  ']]>&amp;&#0;%s%n%x',
  '#{7*7}{{7*7}}`',
  '(a+)+$ [[:<:]] \\u{110000}',
  '"\'\\\n\r\t\v\f',
  '2147483648 -9223372036854775809 0x7fffffff',
  'https://example.org/?a=b#c',
];

/** What people write who mean harm, and others: the rules of each language see something in them. */
const LINES = LANGUAGES.flatMap((lang) =>
  readFileSync(`${import.meta.dirname}/../corpus/tune/${lang}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .slice(0, 12)
    .flatMap((line) => (JSON.parse(line) as { messages: { text: string }[] }).messages.map(({ text }) => text)),
);

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.constantFrom(...LINES) },
  { weight: 2, arbitrary: fc.constantFrom(...LINES).chain((line) => fc.constantFrom(...line.split(' '))) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
);

/** A text of any kind, up to some thousand characters. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', ' ', ' ', '\n', '. ', '\u200b', '\u00a0'))
  .map(([pieces, between]) => pieces.join(between));

/** A value like a good one, with something in it replaced, taken out or put in, at any depth. */
export function damaged(good: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.nat(), fc.oneof(fc.anything(), anyText, fc.constant(GONE))), { maxLength: 4 })
    .map((changes) => {
      let value = good;
      for (const [at, by] of changes) value = replaced(value, at, by);
      return value;
    });
}

const GONE = Symbol('gone');

/** The value with its `at`-th part (counted through all depths, again from the first) replaced. */
function replaced(value: unknown, at: number, by: unknown): unknown {
  const places = placesIn(value, []);
  const place = places[at % Math.max(1, places.length)] ?? [];
  return put(value, place, by);
}

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place): Place[] {
  if (here.length > 6 || typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...here, name]))];
}

function put(value: unknown, [first, ...rest]: Place, by: unknown): unknown {
  if (first === undefined) return by === GONE ? undefined : by;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== String(first)) return [[name, inner]];
    return rest.length === 0 && by === GONE ? [] : [[name, put(inner, rest, by)]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** The ends of what a `Date` can say, in ms. */
const LAST = 8.64e15;

/** Times in ms since the epoch, from this century or from the ends of all times. */
export const anyTime = fc.oneof(fc.integer({ min: 1.7e12, max: 1.9e12 }), fc.constantFrom(0, -1, LAST, -LAST));
