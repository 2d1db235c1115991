import nlp from 'compromise/one';
import type { CompiledFrame, CompiledPack, CompiledRule } from './compile.ts';
import { Positions, Presence } from './positions.ts';
import type { Text } from './reading.ts';
import { tagOf, type Variant } from './variant.ts';

/** The low-level matcher of compromise: terms in, pointers out. Skips the view objects, which cost ten times the match. */
const matcher = (nlp.methods() as { one: { match: (sentences: unknown[][], query: { regs: unknown[] }) => Matched } })
  .one;
interface Matched {
  readonly ptrs: readonly (readonly [sentence: number, start: number, end: number])[];
}

/** A rule that matched: terms `start` to `end` (exclusive) of the text. */
export interface Hit {
  readonly rule: CompiledRule;
  readonly start: number;
  readonly end: number;
  /** Product of the factors of the frames around it; 0 when one drops it. */
  readonly factor: number;
  readonly frames: readonly string[];
}

/** What the matching of one text may assume. */
export interface MatchOptions {
  /** Read breaks between sentences as if they were not there: for messages read joined. */
  readonly ignoreBreaks: boolean;
  /** Only hits that begin before this term and end after it. */
  readonly across: number | null;
  /** Rules that could count here at all: who speaks, what was found before. */
  readonly wanted: (rule: CompiledRule) => boolean;
}

/** Longest sentence that patterns are tried on, in words: the cost of a pattern grows with more than the length. */
const MAX_SENTENCE = 60;

/**
 * Tries the rules whose rarest class is in the text and whose other classes can stand around it. Most texts have none.
 * @returns at most one hit a rule: the one with the highest factor, then the longest
 */
export function matchText(text: Text, pack: CompiledPack, options: MatchOptions): Hit[] {
  if (text.terms.length <= MAX_SENTENCE || options.across !== null) return matchPiece(text, pack, options);
  // a long text is read in pieces, so that its cost grows with its length and no faster
  const best = new Map<CompiledRule, Hit>();
  const pieces = piecesOf(text);
  for (const { from, piece } of pieces)
    for (const hit of matchPiece(piece, pack, options))
      keepBest(best, { ...hit, start: hit.start + from, end: hit.end + from });
  return [...best.values()].filter(({ rule }) => !pieces.some(({ piece }) => silences(rule, piece, pack)));
}

/** Whether one of the patterns that silence a rule stands in a piece. */
function silences({ unless }: CompiledRule, piece: Text, pack: CompiledPack): boolean {
  if (unless.length === 0) return false;
  const positions = new Positions(piece, pack);
  const sentences = toSentences(piece, false);
  return unless.some((variant) => positions.allow(variant, null) && run(variant, sentences).length > 0);
}

function keepBest(best: Map<CompiledRule, Hit>, hit: Hit): void {
  const other = best.get(hit.rule);
  const longer = other && hit.factor === other.factor && hit.end - hit.start > other.end - other.start;
  if (!other || hit.factor > other.factor || longer) best.set(hit.rule, hit);
}

/** Whole sentences together up to the longest sentence; a longer sentence is cut. */
function piecesOf({ terms, phrases }: Text): { from: number; piece: Text }[] {
  const cuts = [0];
  let lastBreak = 0;
  for (let i = 1; i < terms.length; i++) {
    const from = cuts.at(-1) ?? 0;
    if (terms[i]?.breakBefore) lastBreak = i;
    if (i - from >= MAX_SENTENCE) cuts.push(lastBreak > from ? lastBreak : i);
  }
  return cuts.map((from, i) => {
    const to = cuts[i + 1] ?? terms.length;
    const inside = phrases.filter(({ at, phrase }) => at >= from && at + phrase.rest.length < to);
    return {
      from,
      piece: { terms: terms.slice(from, to), phrases: inside.map(({ at, phrase }) => ({ at: at - from, phrase })) },
    };
  });
}

function matchPiece(text: Text, pack: CompiledPack, options: MatchOptions): Hit[] {
  const candidates = candidatesOf(text, pack, options);
  if (!candidates) return [];
  const { found, positions } = candidates;
  const sentences = toSentences(text, options.ignoreBreaks);
  const silenced = new Map<CompiledRule, boolean>();
  let frames: FrameSpan[] | null = null;
  const best = new Map<CompiledRule, Hit>();
  for (const { rule, variant } of found) {
    for (const { sentence, start, end } of run(variant, sentences)) {
      if (options.across !== null && !(start < options.across && end > options.across)) continue;
      let silent = silenced.get(rule);
      if (silent === undefined) {
        silent = rule.unless.some((unless) => positions.allow(unless, null) && run(unless, sentences).length > 0);
        silenced.set(rule, silent);
      }
      if (silent) break;
      frames ??= pack.frames.flatMap((frame) => frameSpans(frame, positions, sentences));
      const around = frames.filter(
        (frame) => !rule.despite.has(frame.frame.id) && applies(frame, sentence, start, end),
      );
      const factor = around.reduce((product, frame) => product * frame.frame.source.factor, 1);
      const hit: Hit = { rule, start, end, factor, frames: around.map((frame) => frame.frame.id) };
      keepBest(best, hit);
    }
  }
  return [...best.values()].filter((hit) => hit.factor > 0);
}

interface Candidates {
  readonly found: readonly { readonly rule: CompiledRule; readonly variant: Variant }[];
  readonly positions: Positions;
}

function candidatesOf(text: Text, pack: CompiledPack, options: MatchOptions): Candidates | null {
  let presence: Presence | null = null;
  let positions: Positions | null = null;
  let found: { rule: CompiledRule; variant: Variant }[] | null = null;
  const seen: number[] = [];
  const consider = (anchors: readonly number[]) => {
    for (const id of anchors) {
      // a dozen numbers at most: a list is quicker than a set
      if (seen.includes(id)) continue;
      seen.push(id);
      for (const candidate of pack.byAnchor[id] ?? []) {
        presence ??= new Presence(text, pack);
        if (!presence.has(candidate.variant) || !options.wanted(candidate.rule)) continue;
        positions ??= new Positions(text, pack);
        if (!positions.allow(candidate.variant, options.across)) continue;
        found ??= [];
        found.push(candidate);
      }
    }
  };
  for (const { entry } of text.terms) if (entry) consider(entry.anchors);
  for (const { phrase } of text.phrases) consider(phrase.anchors);
  return found && positions ? { found, positions } : null;
}

interface Sentences {
  readonly terms: readonly (readonly object[])[];
  /** Index of the first term of each sentence. */
  readonly offsets: readonly number[];
}

interface FrameSpan {
  readonly frame: CompiledFrame;
  readonly sentence: number;
  readonly start: number;
  readonly end: number;
}

function toSentences({ terms, phrases }: Text, ignoreBreaks: boolean): Sentences {
  const inPhrases = new Map<number, Set<string>>();
  for (const { at, phrase } of phrases)
    for (let i = at; i <= at + phrase.rest.length; i++) {
      const tags = inPhrases.get(i) ?? new Set(terms[i]?.entry?.tags);
      for (const id of phrase.classes) tags.add(tagOf(id));
      inPhrases.set(i, tags);
    }
  const sentences: object[][] = [];
  const offsets: number[] = [];
  terms.forEach(({ text, entry, breakBefore }, i) => {
    const length = sentences.at(-1)?.length ?? 0;
    if (i === 0 || (breakBefore && !ignoreBreaks) || length >= MAX_SENTENCE) {
      sentences.push([]);
      offsets.push(i);
    }
    const tags = inPhrases.get(i) ?? entry?.tags ?? NO_TAGS;
    const sentence = sentences.at(-1);
    const index = [sentences.length - 1, sentence?.length ?? 0];
    sentence?.push({ text, normal: text, pre: '', post: ' ', tags, index });
  });
  return { terms: sentences, offsets };
}

const NO_TAGS: ReadonlySet<string> = new Set();

function run(variant: Variant, sentences: Sentences): { sentence: number; start: number; end: number }[] {
  const { ptrs } = matcher.match(sentences.terms as unknown[][], { regs: variant.regs() });
  return ptrs.map(([sentence, start, end]) => {
    const offset = sentences.offsets[sentence] ?? 0;
    return { sentence, start: offset + start, end: offset + end };
  });
}

/** Names of the frames that a text holds anywhere, whether or not a rule matches beside them: for the tests of `frames.yaml`. */
export function framesOf(text: Text, pack: CompiledPack): string[] {
  const sentences = toSentences(text, false);
  const positions = new Positions(text, pack);
  return pack.frames.filter((frame) => frameSpans(frame, positions, sentences).length > 0).map((frame) => frame.id);
}

function frameSpans(frame: CompiledFrame, positions: Positions, sentences: Sentences): FrameSpan[] {
  return frame.variants
    .filter((variant) => positions.allow(variant, null))
    .flatMap((variant) => run(variant, sentences).map((span) => ({ frame, ...span })));
}

function applies(span: FrameSpan, sentence: number, start: number, end: number): boolean {
  const { where, within } = span.frame.source;
  if (where === 'message') return true;
  if (span.sentence !== sentence) return false;
  if (where === 'sentence') return true;
  // `before`: it opens before the match does and ends close to it or in it
  return span.start < end && span.start <= start && span.end >= start - within;
}
