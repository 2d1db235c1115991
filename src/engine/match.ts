import nlp from 'compromise/one';
import type { CompiledFrame, CompiledPack, CompiledRule, Variant } from './compile.ts';
import type { ClassSet, Term } from './reading.ts';

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
  readonly question: boolean;
  /** Read breaks between sentences as if they were not there: for messages read joined. */
  readonly ignoreBreaks: boolean;
  /** Only hits that begin before this term and end after it. */
  readonly across: number | null;
}

const PLAIN: MatchOptions = { question: false, ignoreBreaks: false, across: null };

/**
 * Tries the rules whose classes are all in the text. Most texts have none and end at the first loop.
 * @returns at most one hit a rule: the one with the highest factor, then the longest
 */
export function matchTerms(
  terms: readonly Term[],
  have: ClassSet,
  pack: CompiledPack,
  options: MatchOptions = PLAIN,
): Hit[] {
  let candidates: { rule: CompiledRule; variant: Variant }[] | null = null;
  for (const id of have.list) {
    const anchored = pack.byAnchor[id];
    if (!anchored) continue;
    for (const candidate of anchored)
      if (hasAll(candidate.variant, have)) {
        candidates ??= [];
        candidates.push(candidate);
      }
  }
  if (!candidates) return [];
  const sentences = toSentences(terms, pack, options.ignoreBreaks);
  const silenced = new Map<CompiledRule, boolean>();
  let frames: FrameSpan[] | null = null;
  const best = new Map<CompiledRule, Hit>();
  for (const { rule, variant } of candidates) {
    if (rule.source.question && !options.question) continue;
    for (const { sentence, start, end } of run(variant, sentences)) {
      if (options.across !== null && !(start < options.across && end > options.across)) continue;
      let silent = silenced.get(rule);
      if (silent === undefined) {
        silent = rule.unless.some((unless) => hasAll(unless, have) && run(unless, sentences).length > 0);
        silenced.set(rule, silent);
      }
      if (silent) break;
      frames ??= pack.frames.flatMap((frame) => frameSpans(frame, have, sentences));
      const around = frames.filter(
        (frame) => !rule.despite.has(frame.frame.id) && applies(frame, sentence, start, end),
      );
      const factor = around.reduce((product, frame) => product * frame.frame.source.factor, 1);
      const hit: Hit = { rule, start, end, factor, frames: around.map((frame) => frame.frame.id) };
      const other = best.get(rule);
      if (!other || factor > other.factor || (factor === other.factor && end - start > other.end - other.start))
        best.set(rule, hit);
    }
  }
  return [...best.values()].filter((hit) => hit.factor > 0);
}

/** Whether any rule has all its classes in the lists taken together: the cheap question before texts are joined. */
export function mayMatch(lists: readonly (readonly number[])[], pack: CompiledPack): boolean {
  const have: ClassSet = { flags: new Uint8Array(pack.tags.length), list: [] };
  for (const list of lists) for (const id of list) have.flags[id] = 1;
  for (const list of lists)
    for (const id of list) for (const { variant } of pack.byAnchor[id] ?? []) if (hasAll(variant, have)) return true;
  return false;
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

function hasAll(variant: Variant, have: ClassSet): boolean {
  for (const id of variant.needs) if (have.flags[id] !== 1) return false;
  return true;
}

function toSentences(terms: readonly Term[], pack: CompiledPack, ignoreBreaks: boolean): Sentences {
  const sentences: object[][] = [];
  const offsets: number[] = [];
  terms.forEach((term, i) => {
    if (i === 0 || (term.breakBefore && !ignoreBreaks)) {
      sentences.push([]);
      offsets.push(i);
    }
    const tags = new Set<string>();
    for (const id of term.classes) tags.add(pack.tags[id] ?? '');
    const sentence = sentences.at(-1);
    sentence?.push({
      text: term.text,
      normal: term.text,
      pre: '',
      post: ' ',
      tags,
      index: [sentences.length - 1, sentence.length],
    });
  });
  return { terms: sentences, offsets };
}

function run(variant: Variant, sentences: Sentences): { sentence: number; start: number; end: number }[] {
  const { ptrs } = matcher.match(sentences.terms as unknown[][], { regs: variant.regs });
  return ptrs.map(([sentence, start, end]) => {
    const offset = sentences.offsets[sentence] ?? 0;
    return { sentence, start: offset + start, end: offset + end };
  });
}

/** Names of the frames that a text holds anywhere, whether or not a rule matches beside them: for the tests of `frames.yaml`. */
export function framesOf(terms: readonly Term[], have: ClassSet, pack: CompiledPack): string[] {
  const sentences = toSentences(terms, pack, false);
  return pack.frames.filter((frame) => frameSpans(frame, have, sentences).length > 0).map((frame) => frame.id);
}

function frameSpans(frame: CompiledFrame, have: ClassSet, sentences: Sentences): FrameSpan[] {
  return frame.variants
    .filter((variant) => hasAll(variant, have))
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
