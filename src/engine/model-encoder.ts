/** The first half of a network of the second opinion: from words to the features of a message. */
import {
  type Arithmetic,
  type Filters,
  LIMIT,
  MOST_WORDS,
  type Product,
  type Row,
  UNIT,
  wholeRow,
} from './arithmetic.ts';
import { gatedFilters } from './gated.ts';
import type { Layers, ModelData } from './model-file.ts';
import { gatedFeaturesOf, plainFeaturesOf, plainProjectionOf, projectionOf, type Shape } from './model-shape.ts';
import { gramsOf } from './model-words.ts';

/** Whether the network reads the word at a place of a message of so many: of a longer one than it reads its head and its tail. */
export const isRead = (at: number, count: number): boolean =>
  count <= MOST_WORDS || at < MOST_WORDS / 2 || at >= count - MOST_WORDS / 2;
/** What a network reads. */
export type TextKind = 'english' | 'glossed';
/**
 * Words whose projections are kept, each costing up to 700 bytes in a network without gated filters, and 2,200 in one with them; more
 * than `MOST_WORDS`. In English nine of ten words of a chat are among them, and with 3,072 a message takes 40 % longer (measured in plain JavaScript). What glosses say is fewer
 * words: with 512 of them a sixth of the time of an Arabic message went into projections, with 2,048 a fiftieth.
 */
const KEPT: Readonly<Record<TextKind, number>> = { english: 4096, glossed: 2048 };

/** Features of a message's words, in rows, one after the other: from zero up, and about a third are not zero. */
export function makeEncoder(
  data: ModelData,
  { shape, featureBias, project }: Layers,
  index: ReadonlyMap<string, number>,
  kind: TextKind,
  arithmetic: Arithmetic,
): (words: readonly string[]) => readonly Row[] {
  const { features, keep } = filtersOf(shape, featureBias, KEPT[kind], arithmetic);
  const { place, begin } = makeProjector(data, shape, arithmetic.product(project), index, KEPT[kind], keep);
  const rows = new Int32Array(MOST_WORDS);
  return (given) => {
    const words = given.length > MOST_WORDS ? given.filter((_, at) => isRead(at, given.length)) : given;
    begin();
    for (let t = 0; t < words.length; t++) rows[t] = place(words[t] as string);
    return features(rows, words.length);
  };
}

/** All filters of a network: those of `Filters` and, where it has such, the gated ones, whose features are a row of their own. */
function filtersOf(
  shape: Shape,
  bias: Float32Array,
  rows: number,
  arithmetic: Arithmetic,
): Pick<Filters, 'keep'> & { readonly features: (rowOf: Int32Array, count: number) => readonly Row[] } {
  const plain = plainFeaturesOf(shape);
  const filters = arithmetic.filters(shape, bias.subarray(0, plain), rows);
  const gatedCount = gatedFeaturesOf(shape);
  if (gatedCount === 0) return { keep: filters.keep, features: (rowOf, count) => [filters.features(rowOf, count)] };
  const gated = gatedFilters(shape, bias.subarray(plain), rows);
  const first = plainProjectionOf(shape);
  return {
    keep: (row, seen) => {
      filters.keep(row, seen.subarray(0, first));
      gated.keep(row, seen.subarray(first));
    },
    features: (rowOf, count) => {
      const held = new Float32Array(gatedCount);
      gated.features(rowOf, count, held);
      return [filters.features(rowOf, count), wholeRow(held)];
    },
  };
}

/** Which row of the filters is whose. */
interface Projector {
  /** The row of a word: it stays that word's until the next message begins. */
  readonly place: (word: string) => number;
  readonly begin: () => void;
}

/**
 * What each filter sees in a word. Words recur, so the last few thousand are kept, one after the other in one piece of
 * memory: thousands of pieces of their own would cost as much again.
 */
function makeProjector(
  data: ModelData,
  shape: Shape,
  matrix: Product,
  index: ReadonlyMap<string, number>,
  most: number,
  keep: Filters['keep'],
): Projector {
  const { dim } = shape;
  const size = projectionOf(shape);
  const places = new Map<string, number>();
  const words: string[] = [];
  /** When each row was asked for last, in messages: a row of this message stays, another one asked for lately gets a second chance. */
  const asked = new Float64Array(most);
  let message = 0;
  let hand = 0;
  const freeRow = (word: string): number => {
    if (words.length < most) return words.push(word) - 1;
    for (;;) {
      const row = hand;
      hand = (hand + 1) % most;
      if (asked[row] === 0) {
        places.delete(words[row] as string);
        words[row] = word;
        return row;
      }
      if (asked[row] !== message) asked[row] = 0;
    }
  };
  const vector = new Float32Array(dim);
  const given = wholeRow(vector);
  const projected = new Float64Array(size);
  const seen = new Int16Array(size);
  const place = (word: string): number => {
    const before = places.get(word);
    if (before !== undefined) {
      asked[before] = message;
      return before;
    }
    const known = index.get(word);
    vector.fill(0);
    if (known !== undefined)
      for (let i = 0; i < dim; i++)
        vector[i] = (data.vectors[known * dim + i] as number) * (data.vectorScale[i] as number);
    else if (word !== '') {
      const grams = gramsOf(word);
      for (const gram of grams)
        for (let i = 0; i < dim; i++)
          (vector[i] as number) +=
            ((data.grams[gram * dim + i] as number) * (data.gramScale[i] as number)) / grams.length;
    }
    projected.fill(0);
    matrix.add(given, projected);
    const row = freeRow(word);
    for (let f = 0; f < size; f++) {
      const value = Math.floor((projected[f] as number) * UNIT + 0.5);
      seen[f] = Math.max(-LIMIT, Math.min(LIMIT, value));
    }
    keep(row, seen);
    places.set(word, row);
    asked[row] = message;
    return row;
  };
  return {
    place,
    begin: () => {
      message++;
    },
  };
}
