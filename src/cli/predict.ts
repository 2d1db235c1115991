import type { Finding } from '../engine/finding.ts';
import type { Context, Message } from '../engine/message.ts';
import type { SignalId } from '../engine/signal.ts';
import type { CorpusConversation, Prediction } from './corpus.ts';
import type { EngineDoor } from './engine-door.ts';

/**
 * The corpora count seconds from the first message and know no clock, so every conversation starts on a Wednesday at
 * four in the afternoon: an hour that says nothing.
 */
export const CORPUS_START = Date.UTC(2024, 0, 10, 16);

/** One message with what the engine found in it. */
export interface Found {
  readonly index: number;
  readonly findings: readonly Finding[];
}

/** The message and its context as the engine is handed them, for the message at `index` of a corpus conversation. */
export function corpusMessages(conversation: CorpusConversation): { message: Message; context: Context }[] {
  const group = conversation.messages.some(({ from }) => from.startsWith('peer:'));
  let now = CORPUS_START;
  return conversation.messages.map(({ from, text, t }) => {
    const time = t === undefined ? now : CORPUS_START + t * 1000;
    now = Math.max(now, time);
    const author = from.startsWith('peer:') ? from.slice('peer:'.length) : from;
    return {
      message: { author, direction: from === 'child' ? 'child' : 'peer', text, time },
      context: { now, group },
    };
  });
}

/**
 * Reads one conversation of the corpus format from its first message to its last.
 * `onFindings` sees every finding, those of experimental rules too; they are not part of the prediction.
 * A message on which the engine fails is left out and handed to `onError`, or thrown when there is none.
 */
export function predict<State>(
  engine: EngineDoor<State>,
  conversation: CorpusConversation,
  hooks: { onFindings?: (found: Found) => void; onError?: (index: number, error: unknown) => void } = {},
): Prediction {
  let state = engine.start();
  const alerts: Prediction['alerts'][number][] = [];
  const signals: Partial<Record<SignalId, number[]>> = {};
  for (const [index, { message, context }] of corpusMessages(conversation).entries()) {
    try {
      const observed = engine.observe(state, message, context);
      state = observed.state;
      if (observed.findings.length > 0) hooks.onFindings?.({ index, findings: observed.findings });
      if (message.direction !== 'child') {
        for (const { signal, experimental } of observed.findings) {
          if (experimental) continue;
          const indexes = signals[signal] ?? [];
          if (indexes.at(-1) !== index) indexes.push(index);
          signals[signal] = indexes;
        }
      }
      if (observed.alert !== null) {
        alerts.push({ at: index, level: observed.alert.level, signals: observed.alert.signals });
      }
    } catch (error) {
      if (hooks.onError === undefined) throw error;
      hooks.onError(index, error);
    }
  }
  return { id: conversation.id, alerts, signals };
}
