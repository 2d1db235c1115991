/**
 * The second opinion: a small network that reads a message in its context. Pure: bytes in, numbers out.
 *
 * A word is a vector (of the table, or guessed from its letters). Features of a message: for each filter the strongest word,
 * the strongest three words in a row, the sum of all words, or the most that it held while it read word after word, cut at zero.
 * What each side said in the last messages is
 * remembered as the strongest of each feature. One hidden layer looks at the three, at the direction and at what the rules
 * found, and tells each signal and the concern.
 */
import { type Arithmetic, type Product, plainArithmetic, type Row, wholeRow } from './arithmetic.ts';
import { isRead, makeEncoder, type TextKind } from './model-encoder.ts';
import { type Layers, type ModelData, type ModelHeader, readModelFile } from './model-file.ts';
import { featuresOf, MEMORY, outputsOf, plainFeaturesOf, type Shape, SIDES } from './model-shape.ts';
import type { OpinionInput, SecondOpinion } from './opinion.ts';
import type { Scaled } from './paired.ts';
import { SIGNALS, type SignalId } from './signal.ts';

/** A word that carried a score: how much the concern sinks without it, 0 to 1. */
export interface Share {
  /** Index in `words` of the input. */
  readonly index: number;
  readonly share: number;
}

export interface Model extends SecondOpinion {
  /** The words that carried the score of a message, largest share first. Slow (one score each): for alerts only. */
  readonly explain: (input: OpinionInput) => { readonly words: readonly Share[] };
  /** See `SecondOpinion`; absent where the file holds no networks for glossed texts. */
  readonly glossed?: Model;
}

/**
 * A message is plainly innocent, as most are, when the mean of the first networks is below this: one for each number of networks
 * asked so far; the others are then not asked. The concern begins far above.
 */
const SURE = [0.03, 0.06];
/** Nor are they when as many as this have been asked and their mean is above: then it is plain trouble. */
const PLAIN = { asked: 2, above: 0.9 };
/**
 * Messages of each side in the nearer of two contexts. Friendly talk before a demand must not excuse it, so a message is judged
 * with all that is remembered and with this much, and the worse counts.
 */
const NEAR = 2;
/** What the nearer context says counts a little less: it knows less. */
const NEAR_COUNTS = 0.8;
/**
 * How far the answer goes from the worse of both to the nearer one: what was said longer ago must not make the answer either. With
 * this, a twenty-fifth of the answers change when other talk is put before a conversation; without, a twentieth
 * (tests/engine/surrounded.test.ts).
 */
const NEARER = 0.6;
/** Smallest share worth telling. */
const MIN_SHARE = 0.02;

/**
 * Makes a model of a file written by `npm run train`.
 * @param arithmetic makes the sums; whichever it is, the answers are the same
 * @throws Error that says what is wrong with the file
 */
export function loadModel(bytes: Uint8Array, arithmetic: Arithmetic = plainArithmetic()): Model {
  const data = readModelFile(bytes);
  const index = new Map<string, number>();
  for (let i = 0; i < data.words.length; i++) index.set(data.words[i] as string, i);
  const plain = data.networks.length - data.header.glossed;
  const networks = data.networks.map((layers, i) =>
    opened(() => makeReader(data, layers, index, i < plain ? 'english' : 'glossed', arithmetic)),
  );
  const model = modelOf(data.header, networks.slice(0, plain));
  return plain === networks.length ? model : { ...model, glossed: modelOf(data.header, networks.slice(plain)) };
}

type Network = (input: OpinionInput) => Scores;

/** What some of the networks of a file say together. */
function modelOf({ floor, id }: ModelHeader, networks: readonly Network[]): Model {
  const reader = (input: OpinionInput): Scores => {
    const whole = askAll(networks, input);
    const near = whole.plain ? null : nearOf(input);
    if (near === null) return whole;
    const nearer = askAll(networks, near);
    return between(higherOf(whole, less(nearer)), nearer);
  };
  const concernOf = (probability: number) => Math.max(0, (probability - floor) / (1 - floor));
  return {
    id: `model/${id}`,
    score: (input) => {
      const { signals, probability } = reader(input);
      return { signals, concern: concernOf(probability) };
    },
    explain: (input) => ({ words: sharesOf(input, (variant) => reader(variant).probability) }),
  };
}

function sharesOf(input: OpinionInput, probability: (input: OpinionInput) => number): Share[] {
  const { words } = input;
  const whole = probability(input);
  // an empty word keeps the place: its neighbours do not move together
  const without = (index: number) => ({ ...input, words: words.map((word, i) => (i === index ? '' : word)) });
  return words
    .flatMap((_, index) =>
      // of an endless message most words say nothing to it
      isRead(index, words.length) ? { index, share: Math.max(0, whole - probability(without(index))) } : [],
    )
    .filter(({ share }) => share >= MIN_SHARE)
    .sort((a, b) => b.share - a.share);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

interface Scores {
  readonly signals: readonly number[];
  readonly probability: number;
}

/** The input without what was said longer ago; null when nothing was. */
function nearOf(input: OpinionInput): OpinionInput | null {
  const { recentPeer, recentChild } = input;
  if (recentPeer.length <= NEAR && recentChild.length <= NEAR) return null;
  return { ...input, recentPeer: recentPeer.slice(-NEAR), recentChild: recentChild.slice(-NEAR) };
}

const less = ({ signals, probability }: Scores): Scores => ({ signals, probability: probability * NEAR_COUNTS });

/** Of each score the higher one. */
const higherOf = (a: Scores, b: Scores): Scores => ({
  signals: a.signals.map((value, i) => Math.max(value, b.signals[i] as number)),
  probability: Math.max(a.probability, b.probability),
});

/** Of each score one between the two. */
const between = (a: Scores, b: Scores): Scores => ({
  signals: a.signals.map((value, i) => value + ((b.signals[i] as number) - value) * NEARER),
  probability: a.probability + (b.probability - a.probability) * NEARER,
});

/** The mean of the networks, which err in different places: it is right more often than each. `plain` when it is so sure that nothing else is asked. */
function askAll(networks: readonly Network[], input: OpinionInput): Scores & { readonly plain: boolean } {
  let signals: readonly number[] = [];
  let sum = 0;
  let asked = 0;
  let plain = false;
  for (const network of networks) {
    const opinion = network(input);
    asked++;
    sum += opinion.probability;
    signals = asked === 1 ? opinion.signals : signals.map((total, s) => total + (opinion.signals[s] as number));
    const mean = sum / asked;
    plain = mean < (SURE[asked - 1] ?? 0) || (asked >= PLAIN.asked && mean > PLAIN.above);
    if (plain) break;
  }
  return { signals: asked === 1 ? signals : signals.map((total) => total / asked), probability: sum / asked, plain };
}

/** Makes a network when it is first asked: most messages ask the first alone, and a start need not wait for the others. */
function opened(make: () => Network): Network {
  let made: Network | null = null;
  return (input) => {
    made ??= make();
    return made(input);
  };
}

function makeReader(
  data: ModelData,
  p: Layers,
  index: ReadonlyMap<string, number>,
  kind: TextKind,
  arithmetic: Arithmetic,
) {
  const { shape } = p;
  const features = featuresOf(shape);
  const outputs = outputsOf(shape);
  const encode = makeEncoder(data, p, index, kind, arithmetic);
  const kept = new WeakMap<readonly string[], readonly Row[]>();
  const encodeKept = (message: readonly string[]): readonly Row[] => {
    let encoded = kept.get(message);
    if (!encoded) {
      encoded = encode(message);
      kept.set(message, encoded);
    }
    return encoded;
  };
  /** A product for each row that the encoder gives of a message. */
  const productsOf = (matrix: Scaled, from: number): Product[] =>
    rowsOf(shape).map(([start, end]) => arithmetic.product(matrix, from + start, from + end));
  /** What the hidden layer gets of what each side said before, and of the rest. */
  const ofPeer = productsOf(p.hidden, features);
  const ofChild = productsOf(p.hidden, 2 * features);
  const ofRest = arithmetic.product(p.hidden, 3 * features);
  /** What it gets of a message's own words, and beside it what the signals get of them. */
  const ofOwn = productsOf(beside(p.hidden, p.direct, features), 0);
  const fromOwn = new Float64Array(shape.hidden + shape.signals);
  const toOutputs = arithmetic.product(p.out);
  let read: readonly string[] | null = null;
  /** Once for both contexts. */
  const readOwn = (message: readonly string[]) => {
    if (message === read) return;
    read = message;
    fromOwn.fill(0);
    encodeKept(message).forEach((row, i) => {
      (ofOwn[i] as Product).add(row, fromOwn);
    });
  };
  const peer = makeMemory(ofPeer, shape.hidden, encodeKept);
  const child = makeMemory(ofChild, shape.hidden, encodeKept);
  const rest = wholeRow(new Float32Array(SIDES + SIGNALS.length));
  const hidden = new Float64Array(shape.hidden);
  const shown = wholeRow(new Float32Array(shape.hidden));
  const logits = new Float64Array(outputs);
  return (input: OpinionInput): Scores => {
    readOwn(input.words);
    const fromPeer = peer(input.recentPeer);
    const fromChild = child(input.recentChild);
    rest.values.fill(0);
    rest.values[input.direction === 'child' ? 0 : input.direction === 'peer' ? 1 : 2] = 1;
    for (const signal of input.found) rest.values[SIDES + SIGNALS.indexOf(signal as SignalId)] = 1;
    for (let h = 0; h < hidden.length; h++)
      hidden[h] =
        (p.hiddenBias[h] as number) + (fromOwn[h] as number) + (fromPeer[h] as number) + (fromChild[h] as number);
    ofRest.add(rest, hidden);
    for (let h = 0; h < hidden.length; h++) shown.values[h] = Math.max(0, hidden[h] as number);
    logits.set(p.outBias);
    toOutputs.add(shown, logits);
    const signals: number[] = [];
    for (let s = 0; s < shape.signals; s++)
      signals.push(sigmoid((logits[s] as number) + (fromOwn[shape.hidden + s] as number)));
    return { signals, probability: sigmoid(logits[shape.signals] as number) };
  };
}

/** Where the features stand that the encoder gives in a row: the gated ones in one of their own. */
const rowsOf = (shape: Shape): (readonly [start: number, end: number])[] => {
  const [plain, all] = [plainFeaturesOf(shape), featuresOf(shape)];
  return plain === all
    ? [[0, all]]
    : [
        [0, plain],
        [plain, all],
      ];
};

/** The first rows of two matrices as one. */
function beside(a: Scaled, b: Scaled, rows: number): Scaled {
  const [left, right] = [a.scale.length, b.scale.length];
  const values = new Int8Array(rows * (left + right));
  for (let row = 0, at = 0; row < rows; row++, at += left + right) {
    values.set(a.values.subarray(row * left, (row + 1) * left), at);
    values.set(b.values.subarray(row * right, (row + 1) * right), at + left);
  }
  const scale = new Float32Array(left + right);
  scale.set(a.scale);
  scale.set(b.scale, left);
  return { values, scale };
}

/**
 * What the hidden layer gets of what one side said before. Kept until that side says more, since the other side may speak
 * meanwhile: the last two lists, since there may be a nearer context.
 */
function makeMemory(
  matrices: readonly Product[],
  width: number,
  encode: (message: readonly string[]) => readonly Row[],
): (messages: readonly (readonly string[])[]) => Float64Array {
  const kept = [0, 1].map(() => ({ of: [] as readonly (readonly string[])[], sum: new Float64Array(width) }));
  let next = 0;
  return (messages) => {
    const recent = messages.length > MEMORY ? messages.slice(-MEMORY) : messages;
    for (const { of, sum } of kept)
      if (of.length === recent.length && of.every((message, i) => message === recent[i])) return sum;
    const entry = kept[next] as (typeof kept)[number];
    next = 1 - next;
    entry.of = [...recent];
    entry.sum.fill(0);
    const encoded = recent.map(encode);
    matrices.forEach((matrix, i) => {
      matrix.addStrongest(
        encoded.map((rows) => rows[i] as Row),
        entry.sum,
      );
    });
    return entry.sum;
  };
}
