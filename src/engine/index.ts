import { alertOf, levelOf, namedIn, riskOf } from './alert.ts';
import type { CompiledRule } from './compile.ts';
import {
  amountAt,
  type ConversationState,
  MAX_REASONS,
  RECENT_WORDS,
  type Recent,
  reduce,
  startConversation,
  turnTo,
} from './conversation.ts';
import type { Alert, Finding, Reason } from './finding.ts';
import { hitsOf, type LocatedHit } from './joined.ts';
import { createLanguages, type Languages, type Speech } from './language.ts';
import type { Context, Message } from './message.ts';
import type { SecondOpinion } from './opinion.ts';
import { ask, believed, concernOf, likeliest, opinionFindings, pointReasons, type Said } from './opinion-use.ts';
import type { Reply, RulePack, Weights } from './pack.ts';
import type { Reading } from './reading.ts';
import { levelRank, type SignalId } from './signal.ts';
import type { Word } from './words.ts';

export type { ConversationState } from './conversation.ts';
export {
  createDraftJudge,
  type DraftJudge,
  type DraftLanguages,
  GIFTS,
  type Gift,
} from './draft.ts';
export type { Alert, Finding } from './finding.ts';
export type { Languages } from './language.ts';
export type { Context, Direction, Message } from './message.ts';
export { loadModel, type Model } from './model.ts';
export type { OpinionInput, SecondOpinion } from './opinion.ts';
export { parsePack, parseTelling, type RulePack } from './pack.ts';
export { LEVELS, type Level, SIGNALS, type SignalId } from './signal.ts';
export type { PackTables } from './tables.ts';

/** What the engine says of one message. */
export interface Observed {
  readonly state: ConversationState;
  readonly findings: readonly Finding[];
  /** Set when the conversation reaches a level for the first time. */
  readonly alert: Alert | null;
  /** Set when a conversation that has its alert gains reasons at the same level. */
  readonly grown: Alert | null;
  /** The languages that it was read in, the surest first; none: it is in a language that no pack is for. */
  readonly languages: readonly string[];
}

export interface Engine {
  /** The language that is read while nothing tells of another. */
  readonly lang: string;
  /** The state of a conversation of which nothing is known yet. */
  readonly start: () => ConversationState;
  /** Reads one message. Pure: the same state, message and context give the same answer. */
  readonly observe: (state: ConversationState, message: Message, context: Context) => Observed;
}

export interface EngineOptions {
  /** One for the first language, or one by language; null where there is none. */
  readonly opinion?: SecondOpinion | ((lang: string) => SecondOpinion | null);
  /** Leave the rules out, to measure the second opinion by itself. */
  readonly withoutRules?: boolean;
}

/**
 * Makes an engine of one language pack, or of several languages, each loaded when a conversation is first in it.
 * @throws Error that names the rule file when a rule does not compile
 */
export function createEngine(source: RulePack | Languages, options: EngineOptions = {}): Engine {
  const languages = createLanguages(source, options.opinion);
  return {
    lang: languages.first,
    start: startConversation,
    observe(before, message, context) {
      const state = context.group && message.direction !== 'child' ? turnTo(before, message.author) : before;
      const at = message.time ?? context.now;
      const { heard, speech, known } = languages.read(state, message.text);
      const [main] = speech;
      const { weights } = main;
      const factor =
        (message.direction === 'unknown' ? weights.factors.unknownDirection : 1) *
        (context.trusted ? weights.factors.trusted : 1) *
        (context.stranger ? weights.factors.stranger : 1);
      const hits: LocatedHit[] = [];
      if (!options.withoutRules)
        for (const { reading, compiled } of speech) {
          const wanted = wantedFor(reading.question, state, at, message, context, weights);
          const own = hitsOf(reading, state, message, at, compiled, wanted);
          if (own.length > 0) hits.push(...own);
        }
      const recent = toRecent(main.reading, message, at);
      const opinions =
        message.direction === 'child' || !known ? NO_OPINIONS : opinionsOf(speech, state, message, recent);
      const findings = believed(toFindings(hits, message, context, factor, weights), opinions, weights);
      const found = new Set<SignalId>();
      for (const { signal, experimental } of findings) if (!experimental) found.add(signal);
      for (const said of opinions)
        findings.push(
          ...opinionFindings(said, message, found, factor, weights).filter(
            ({ rule, signal }) => !context.quiet?.has(`${rule}#${signal}`),
          ),
        );
      let concern = 0;
      for (const said of opinions) concern = Math.max(concern, concernOf(said, factor));
      const replies = message.direction === 'child' && hits.length > 0 ? repliesOf(hits) : [];
      const reduced = reduce(state, { at, findings, replies, concern, recent }, weights);
      const next = heard ? { ...reduced, languages: heard } : reduced;
      const read = known ? speech.map(({ lang }) => lang) : [];
      const quiet: Observed = { state: next, findings, alert: null, grown: null, languages: read };
      if (findings.length === 0 && replies.length === 0 && concern === 0) return quiet;
      const risk = riskOf(next, at, weights);
      const level = levelOf(risk, findings, weights);
      const rises = level !== null && levelRank(level) > levelRank(state.raised);
      const pointed = (reasons: readonly Reason[]) => ({
        ...next,
        reasons: pointReasons(opinions, reasons, state.reasons),
      });
      if (rises) {
        // the concern alone may bring an alert: it must say what it is about, though nothing of it was found for sure
        const guess = namedIn(risk).length === 0 ? likeliest(opinions, at, context.quiet) : null;
        const reasons = guess ? [...next.reasons, guess].slice(-MAX_REASONS) : next.reasons;
        const raised = { ...pointed(reasons), raised: level };
        const alert = alertOf(raised, level, risk);
        return { ...quiet, state: raised, alert: guess ? { ...alert, signals: [guess.signal] } : alert };
      }
      if (state.raised === null || next.reasons === state.reasons) return quiet;
      const told = pointed(next.reasons);
      return { ...quiet, state: told, grown: alertOf(told, state.raised, risk) };
    },
  };
}

const NO_OPINIONS: readonly Said[] = [];

/** What the second opinions of the languages say of a message, where there are any. */
function opinionsOf(
  speech: readonly Speech[],
  state: ConversationState,
  message: Message,
  recent: Recent,
): readonly Said[] {
  const said: Said[] = [];
  for (const { reading, opinion } of speech) {
    // what is remembered of the message is what the first language reads: the very list, if it holds the whole
    const whole = reading === speech[0]?.reading && recent.words.length === reading.words.length;
    const words = whole ? recent.words : reading.words.map((word) => word.text);
    if (opinion) said.push(ask(opinion, reading, words, state, message));
  }
  return said;
}

/** Which rules can count for a message at all: decided before any is tried. */
function wantedFor(
  question: boolean,
  state: ConversationState,
  at: number,
  message: Message,
  context: Context,
  weights: Weights,
): (rule: CompiledRule) => boolean {
  return ({ id, source, reply }) => {
    if (reply !== null ? message.direction !== 'child' : !speaks(source.speaker, message.direction)) return false;
    if ((source.question && !question) || (source.private && context.group)) return false;
    if (context.quiet?.has(id)) return false;
    const half = weights.halfLifeDays;
    return !source.after || source.after.some((signal) => amountAt(state.evidence[signal], at, half) >= 0.1);
  };
}

function toFindings(
  hits: readonly LocatedHit[],
  message: Message,
  context: Context,
  factor: number,
  weights: Weights,
): Finding[] {
  const findings: Finding[] = [];
  for (const { rule, span, factor: frameFactor, joined } of hits) {
    const { source, signal } = rule;
    if (signal === null) continue;
    findings.push({
      signal,
      source: 'rule',
      rule: rule.id,
      span,
      weight: Math.min(1, source.weight * frameFactor * factor * (joined ? weights.factors.joined : 1)),
      direction: message.direction,
      experimental: source.status === 'experimental',
      alone: frameFactor < 1 || context.trusted || message.direction !== 'peer' ? null : (source.alone ?? null),
    });
  }
  return findings;
}

const speaks = (speaker: 'peer' | 'child' | 'any', direction: Message['direction']): boolean =>
  speaker === 'any' || (speaker === 'child' ? direction === 'child' : direction !== 'child');

function repliesOf(hits: readonly LocatedHit[]): Reply[] {
  return [...new Set(hits.flatMap((hit) => (hit.rule.reply && hit.factor > 0 ? [hit.rule.reply] : [])))];
}

function toRecent(reading: Reading, message: Message, at: number): Recent {
  return {
    side: message.direction,
    author: message.author,
    at,
    words: lastTexts(reading.words),
  };
}

/** The texts of the last words, as many as are remembered. */
function lastTexts(words: Reading['words']): string[] {
  const texts: string[] = [];
  for (let i = Math.max(0, words.length - RECENT_WORDS); i < words.length; i++) texts.push((words[i] as Word).text);
  return texts;
}
