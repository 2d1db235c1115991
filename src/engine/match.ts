import type { Candidate } from './candidates.ts';
import type { CompiledFrame, CompiledPack, CompiledRule } from './compile.ts';
import type { PhraseHit, Text } from './reading.ts';
import { type Span, tryVariant } from './trial.ts';
import type { Variant } from './variant.ts';
import { isWitnessed } from './witness.ts';

/** A rule that matched: terms `start` to `end` (exclusive) of the text. */
export interface Hit {
  readonly rule: CompiledRule;
  readonly start: number;
  readonly end: number;
  /** Product of the factors of the frames around it; 0 when one drops it. */
  readonly factor: number;
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
  let wide: (readonly FrameSpan[])[] | null = null;
  pieces.forEach(({ from, piece }, index) => {
    for (const hit of matchPiece(piece, pack, options)) {
      // what stands anywhere in a message counts for all of it
      wide ??= pieces.map((other) => messageFrames(other.piece, pack));
      const elsewhere = wide.flatMap((frames, at) => (at === index ? [] : frames));
      const factor = factorOf(hit.rule, elsewhere, hit.factor);
      if (factor > 0) keepBest(best, { ...hit, start: hit.start + from, end: hit.end + from, factor });
    }
  });
  return [...best.values()].filter(({ rule }) => !pieces.some(({ piece }) => silences(rule, piece, pack)));
}

/** Frames of a piece that count for the whole message. */
function messageFrames(piece: Text, pack: CompiledPack): FrameSpan[] {
  pack.positions.read(piece);
  const starts = sentenceStarts(piece, false);
  const wide = pack.frames.filter(({ source }) => source.where === 'message');
  return wide.flatMap((frame) => frameSpans(frame, piece, pack, starts));
}

function factorOf(rule: CompiledRule, frames: readonly FrameSpan[], before = 1): number {
  return frames.reduce(
    (product, { frame }) => (rule.despite.has(frame.id) ? product : product * frame.source.factor),
    before,
  );
}

/** Whether one of the patterns that silence a rule stands in a piece. */
function silences({ unless }: CompiledRule, piece: Text, pack: CompiledPack): boolean {
  if (unless.length === 0) return false;
  pack.positions.read(piece);
  const starts = sentenceStarts(piece, false);
  return unless.some((variant) => run(variant, piece, pack, starts).length > 0);
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
  const found = candidatesOf(text, pack, options);
  if (found === null) return NONE;
  const starts = sentenceStarts(text, options.ignoreBreaks);
  const silenced = new Map<CompiledRule, boolean>();
  let frames: FrameSpan[] | null = null;
  const best = new Map<CompiledRule, Hit>();
  for (const { rule, variant } of found) {
    for (const { sentence, start, end } of tryVariant(variant, pack.positions, starts, text.terms.length)) {
      if (options.across !== null && !(start < options.across && end > options.across)) continue;
      const to = starts[sentence + 1] ?? text.terms.length;
      if (!isWitnessed(variant, pack.positions, starts[sentence] ?? 0, to, start, end)) continue;
      let silent = silenced.get(rule);
      if (silent === undefined) {
        silent = rule.unless.some((unless) => run(unless, text, pack, starts).length > 0);
        silenced.set(rule, silent);
      }
      if (silent) break;
      frames ??= pack.frames.flatMap((frame) => frameSpans(frame, text, pack, starts));
      const around = frames.filter((frame) => applies(frame, sentence, start, end));
      keepBest(best, { rule, start, end, factor: factorOf(rule, around) });
    }
  }
  return [...best.values()].filter((hit) => hit.factor > 0);
}

const NONE: Hit[] = [];

/** The patterns that are worth trying: all their classes are in the text, in their order. Null for none, as mostly. */
function candidatesOf(text: Text, pack: CompiledPack, options: MatchOptions): Candidate[] | null {
  const { positions, candidates } = pack;
  const { terms, phrases } = text;
  positions.read(text);
  candidates.clear();
  let anchors = 0;
  for (let i = 0; i < terms.length; i++) {
    const entry = terms[i]?.entry;
    if (entry === undefined) continue;
    candidates.add(entry.needs);
    anchors += entry.anchors.length;
  }
  for (let i = 0; i < phrases.length; i++) {
    const { needs, anchors: own } = (phrases[i] as PhraseHit).phrase;
    candidates.add(needs);
    anchors += own.length;
  }
  if (anchors === 0) return null;
  let found: Candidate[] | null = null;
  const consider = (at: readonly number[]) => {
    for (let k = 0; k < at.length; k++) {
      const id = at[k] as number;
      if (!positions.isNew(id)) continue;
      const end = candidates.end(id);
      for (let c = candidates.start(id); c < end; c++) {
        if (!candidates.meets(c)) continue;
        const candidate = candidates.list[c] as Candidate;
        if (!positions.allow(candidate.variant, options.across) || !options.wanted(candidate.rule)) continue;
        found ??= [];
        found.push(candidate);
      }
    }
  };
  for (let i = 0; i < terms.length; i++) {
    const entry = terms[i]?.entry;
    if (entry !== undefined && entry.anchors.length > 0) consider(entry.anchors);
  }
  for (let i = 0; i < phrases.length; i++) consider((phrases[i] as PhraseHit).phrase.anchors);
  return found;
}

/** Index of the first word of each sentence; a longer one than patterns are tried on is cut. */
function sentenceStarts({ terms }: Text, ignoreBreaks: boolean): number[] {
  const starts: number[] = [];
  let from = 0;
  for (let i = 0; i < terms.length; i++) {
    if (i > 0 && (ignoreBreaks || !terms[i]?.breakBefore) && i - from < MAX_SENTENCE) continue;
    starts.push(i);
    from = i;
  }
  return starts;
}

interface FrameSpan extends Span {
  readonly frame: CompiledFrame;
}

function run(variant: Variant, text: Text, pack: CompiledPack, starts: readonly number[]): Span[] {
  const { positions } = pack;
  return positions.allow(variant, null) ? tryVariant(variant, positions, starts, text.terms.length) : NO_SPANS;
}

const NO_SPANS: Span[] = [];

/** Names of the frames that a text holds anywhere, whether or not a rule matches beside them: for the tests of `frames.yaml`. */
export function framesOf(text: Text, pack: CompiledPack): string[] {
  pack.positions.read(text);
  const starts = sentenceStarts(text, false);
  return pack.frames.filter((frame) => frameSpans(frame, text, pack, starts).length > 0).map((frame) => frame.id);
}

function frameSpans(frame: CompiledFrame, text: Text, pack: CompiledPack, starts: readonly number[]): FrameSpan[] {
  return frame.variants.flatMap((variant) => run(variant, text, pack, starts).map((span) => ({ frame, ...span })));
}

function applies(span: FrameSpan, sentence: number, start: number, end: number): boolean {
  const { where, within } = span.frame.source;
  if (where === 'message') return true;
  if (span.sentence !== sentence) return false;
  if (where === 'sentence') return true;
  // `before`: it opens before the match does and ends close to it or in it
  return span.start < end && span.start <= start && span.end >= start - within;
}
