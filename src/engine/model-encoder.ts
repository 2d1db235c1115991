/** The first half of a network of the second opinion: from words to the features of a message. */
import type { ModelData } from './model-file.ts';
import { featuresOf, MEAN_POWER, type Parameters, projectionOf } from './model-shape.ts';
import { gramsOf } from './model-words.ts';

/** Words of one message that are read; of a longer one its head and its tail. */
const MAX_WORDS = 80;
/** Words whose projections are kept: nine of ten words of a chat are among them. The first network reads every message. */
const KEPT = { first: 4096, others: 400 };

/** Places of a row that are not zero; as long as the longest row. */
const active = new Int32Array(4096);

/** out += row · matrix (rows × width). Zeros in the row cost nothing; four rows of the matrix are added at a time. */
export function addProduct(row: Float32Array, matrix: Float32Array, out: Float32Array, width = out.length): void {
  let count = 0;
  for (let i = 0; i < row.length; i++) if (row[i] !== 0) active[count++] = i;
  let c = 0;
  for (; c + 4 <= count; c += 4) {
    const i0 = active[c] as number;
    const i1 = active[c + 1] as number;
    const i2 = active[c + 2] as number;
    const i3 = active[c + 3] as number;
    const x0 = row[i0] as number;
    const x1 = row[i1] as number;
    const x2 = row[i2] as number;
    const x3 = row[i3] as number;
    const at0 = i0 * width;
    const at1 = i1 * width;
    const at2 = i2 * width;
    const at3 = i3 * width;
    for (let k = 0; k < width; k++)
      (out[k] as number) +=
        x0 * (matrix[at0 + k] as number) +
        x1 * (matrix[at1 + k] as number) +
        x2 * (matrix[at2 + k] as number) +
        x3 * (matrix[at3 + k] as number);
  }
  for (; c < count; c++) {
    const i = active[c] as number;
    const x = row[i] as number;
    const at = i * width;
    for (let k = 0; k < width; k++) (out[k] as number) += x * (matrix[at + k] as number);
  }
}

/** Features of a message's words. */
export function makeEncoder(
  data: ModelData,
  { featureBias, project: matrix }: Parameters,
  index: ReadonlyMap<string, number>,
): (words: readonly string[]) => Float32Array {
  const { uni, tri } = data.header.shape;
  const features = featuresOf(data.header.shape);
  const project = makeProjector(data, matrix, index);
  const size = projectionOf(data.header.shape);
  /** What the words project to, one row each between two rows of nothing: filters run down it, not from word to word. */
  const rows = new Float32Array((MAX_WORDS + 2) * size);
  return (all) => {
    const words = all.length > MAX_WORDS ? [...all.slice(0, MAX_WORDS / 2), ...all.slice(-MAX_WORDS / 2)] : all;
    const out = new Float32Array(features);
    const count = Math.max(1, words.length);
    if (words.length === 0) rows.fill(0, size, 2 * size);
    for (let t = 0; t < words.length; t++) rows.set(project(words[t] as string), (t + 1) * size);
    const end = (count + 1) * size;
    rows.fill(0, end, end + size);
    for (let f = 0; f < uni; f++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let at = size + f; at < end; at += size) if ((rows[at] as number) > most) most = rows[at] as number;
      out[f] = most;
    }
    for (let f = uni; f < uni + tri; f++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let at = size + f; at < end; at += size) {
        const value = (rows[at - size] as number) + (rows[at + tri] as number) + (rows[at + size + 2 * tri] as number);
        if (value > most) most = value;
      }
      out[f] = most;
    }
    const scale = count ** -MEAN_POWER;
    for (let f = uni + tri; f < features; f++) {
      let sum = 0;
      // summed in single precision, as the network was measured
      for (let at = size + f + 2 * tri; at < end; at += size) sum = Math.fround(sum + (rows[at] as number));
      out[f] = sum * scale;
    }
    for (let f = 0; f < features; f++) out[f] = Math.max(0, (out[f] as number) + (featureBias[f] as number));
    return out;
  };
}

/**
 * What each filter sees in a word. Words recur, so the last few thousand are kept, one after the other in one piece of
 * memory: thousands of pieces of their own would cost as much again. What is given is valid until the next word is asked for.
 */
function makeProjector(
  data: ModelData,
  matrix: Float32Array,
  index: ReadonlyMap<string, number>,
): (word: string) => Float32Array {
  const { dim } = data.header.shape;
  const size = projectionOf(data.header.shape);
  const most = matrix === data.networks[0]?.project ? KEPT.first : KEPT.others;
  const places = new Map<string, Place>();
  const kept: Place[] = [];
  const all = new Float32Array(most * size);
  let hand = 0;
  const placeFor = (word: string): Place => {
    if (kept.length < most) {
      const at = kept.length * size;
      const place = { word, recent: false, projected: all.subarray(at, at + size) };
      kept.push(place);
      return place;
    }
    for (;;) {
      const place = kept[hand] as Place;
      hand = (hand + 1) % most;
      if (!place.recent) {
        places.delete(place.word);
        place.word = word;
        return place;
      }
      place.recent = false;
    }
  };
  const vector = new Float32Array(dim);
  return (word) => {
    const before = places.get(word);
    if (before) {
      before.recent = true;
      return before.projected;
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
    const place = placeFor(word);
    places.set(word, place);
    place.projected.fill(0);
    addProduct(vector, matrix, place.projected);
    return place.projected;
  };
}

/** A word whose projection is kept. */
interface Place {
  word: string;
  /** Whether it was asked for since the hand passed it last: then it stays for another round. */
  recent: boolean;
  readonly projected: Float32Array;
}
