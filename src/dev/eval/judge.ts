import type { CorpusMessage, LabelledConversation, LabelledLine, Prediction } from '../../cli/corpus.ts';
import type { EngineDoor } from '../../cli/engine-door.ts';
import { type Found, predict } from '../../cli/predict.ts';
import type { Corpus } from './corpora.ts';
import type { JudgedLine } from './lines.ts';
import type { Judged } from './score.ts';

/** A corpus as the engine read it. */
export interface JudgedCorpus {
  readonly corpus: Corpus;
  readonly conversations: readonly Judged[];
  readonly lines: readonly JudgedLine[];
}

/** Sees each message in which something was found. */
export type FindingsHook = (found: {
  readonly corpus: Corpus;
  readonly item: LabelledConversation | LabelledLine;
  readonly heard: Found;
}) => void;

/** Rewrites a message of a peer before it is read, as one message or several: the disguises of the obfuscated twins. */
export type Disguise = (text: string, id: string) => readonly string[];

/** Lets the engine read a corpus from end to end. */
export function judge<State>(
  engine: EngineDoor<State>,
  corpus: Corpus,
  options: { onFindings?: FindingsHook; disguise?: Disguise } = {},
): JudgedCorpus {
  const { onFindings, disguise } = options;
  const read = (item: LabelledConversation | LabelledLine, messages: readonly CorpusMessage[]): Prediction => {
    const twin = disguise === undefined ? null : dress(item.id, messages, disguise);
    const origin = (index: number) => twin?.origins[index] ?? index;
    const hooks =
      onFindings === undefined
        ? {}
        : {
            onFindings: (heard: Found) => onFindings({ corpus, item, heard: { ...heard, index: origin(heard.index) } }),
          };
    const prediction = predict(engine, { id: item.id, messages: [...(twin?.messages ?? messages)] }, hooks);
    return twin === null ? prediction : mapBack(prediction, origin);
  };
  return {
    corpus,
    conversations: corpus.conversations.map((conversation) => ({
      conversation,
      prediction: read(conversation, conversation.messages),
    })),
    lines: corpus.lines.map((line) => ({ line, prediction: read(line, [{ from: 'peer', text: line.text, t: 0 }]) })),
  };
}

/** The twin of a chat in which the peers write in disguise, and for each of its messages the index of the original. */
function dress(id: string, messages: readonly CorpusMessage[], disguise: Disguise) {
  const dressed: CorpusMessage[] = [];
  const origins: number[] = [];
  for (const [index, message] of messages.entries()) {
    const texts = message.from === 'child' ? [message.text] : disguise(message.text, `${id} ${index}`);
    for (const text of texts) {
      dressed.push({ ...message, text });
      origins.push(index);
    }
  }
  return { messages: dressed, origins };
}

/** A prediction on a twin, told in the indexes of the original. */
function mapBack(prediction: Prediction, origin: (index: number) => number): Prediction {
  return {
    id: prediction.id,
    alerts: prediction.alerts.map((alert) => ({ ...alert, at: origin(alert.at) })),
    signals: Object.fromEntries(
      Object.entries(prediction.signals).map(([signal, indexes]) => [signal, [...new Set(indexes.map(origin))]]),
    ),
  };
}
