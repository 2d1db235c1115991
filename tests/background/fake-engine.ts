import { draftLanguages, warningAdvice } from '../../src/catalog.ts';
import { startConversation } from '../../src/engine/conversation.ts';
import { createDraftJudge, type DraftJudge, type Engine, type Level, type SignalId } from '../../src/engine/index.ts';
import { LEVELS, levelRank, SIGNALS } from '../../src/engine/signal.ts';
import type { WarningLibrary } from '../../src/guidance/index.ts';
import type { ObservedBatch, ObservedMessage } from '../../src/protocol/messages.ts';

/**
 * An engine whose rules are plain: a text is a list of words; a level raises it, a signal is evidence of it, `second` is
 * `urgent` when the message before ended in `first`. `concern[0]` counts the messages that it was shown, so that a test
 * sees when one was shown twice or not at all. `choke` makes it throw.
 */
export function fakeEngine(): Engine {
  return {
    lang: 'en',
    start: startConversation,
    observe(state, message, context) {
      const words = message.text.split(' ');
      if (words.includes('choke')) throw new Error(message.text);
      const at = message.time ?? context.now;
      const signals = SIGNALS.filter((signal) => words.includes(signal));
      const split = words.includes('second') && state.recent.at(-1)?.words.at(-1) === 'first';
      const levels: Level[] = split ? ['urgent'] : LEVELS.filter((level) => words.includes(level));
      const level = levels.at(-1) ?? null;
      const evidence = { ...state.evidence };
      for (const signal of signals) evidence[signal] = [1, at];
      const added = signals.map((signal) => reasonOf(signal, at));
      const next = {
        ...state,
        evidence,
        concern: [state.concern[0] + 1, at] as const,
        reasons: [...state.reasons, ...added].slice(-12),
        recent: [...state.recent, { side: message.direction, author: message.author, at, words }].slice(-8),
      };
      const all = SIGNALS.filter((signal) => evidence[signal] !== undefined);
      if (level !== null && levelRank(level) > levelRank(state.raised))
        return {
          state: { ...next, raised: level },
          findings: [],
          alert: { level, signals: all, reasons: next.reasons },
          grown: null,
          languages: ['en'],
        };
      const grown = state.raised !== null && added.length > 0;
      return {
        state: next,
        findings: [],
        alert: null,
        grown: grown && state.raised !== null ? { level: state.raised, signals: all, reasons: next.reasons } : null,
        languages: ['en'],
      };
    },
  };
}

function reasonOf(signal: SignalId, time: number) {
  return { signal, source: 'rule', rule: `en/${signal}#test`, span: [0, 1], time } as const;
}

let advice: WarningLibrary | null = null;

/** The real advice, parsed once for all lives. */
export function realAdvice(): WarningLibrary {
  advice ??= warningAdvice('en');
  return advice;
}

let drafts: DraftJudge | null = null;

/** The judge of drafts that ships, made once. */
export function realDrafts(): DraftJudge {
  drafts ??= createDraftJudge(draftLanguages());
  return drafts;
}

export function message(key: string, text: string, change: Partial<ObservedMessage> = {}): ObservedMessage {
  return { key, revision: text, author: 'someone', direction: 'peer', text, time: null, history: false, ...change };
}

export function batch(messages: readonly ObservedMessage[], change: Partial<ObservedBatch> = {}): ObservedBatch {
  return { site: 'demo', thread: 'one', title: 'Someone', group: false, stranger: false, messages, ...change };
}
