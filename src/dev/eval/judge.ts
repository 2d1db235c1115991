import type { LabelledConversation, LabelledLine } from '../../cli/corpus.ts';
import type { EngineDoor } from '../../cli/engine-door.ts';
import { type Heard, predict } from '../../cli/predict.ts';
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
  readonly heard: Heard;
}) => void;

/** Rewrites a message of a peer before it is read: the disguises of the obfuscated twins. */
export type Disguise = (text: string, id: string) => string;

/** Lets the engine read a corpus from end to end. */
export function judge<State>(
  engine: EngineDoor<State>,
  corpus: Corpus,
  options: { onFindings?: FindingsHook; disguise?: Disguise } = {},
): JudgedCorpus {
  const { onFindings, disguise } = options;
  const dress = (text: string, id: string) => (disguise === undefined ? text : disguise(text, id));
  const hooks = (item: LabelledConversation | LabelledLine) =>
    onFindings === undefined ? {} : { onFindings: (heard: Heard) => onFindings({ corpus, item, heard }) };
  return {
    corpus,
    conversations: corpus.conversations.map((conversation) => {
      const messages = conversation.messages.map((message, index) =>
        message.from === 'child' ? message : { ...message, text: dress(message.text, `${conversation.id} ${index}`) },
      );
      return { conversation, prediction: predict(engine, { id: conversation.id, messages }, hooks(conversation)) };
    }),
    lines: corpus.lines.map((line) => {
      const messages = [{ from: 'peer', text: dress(line.text, line.id), t: 0 }];
      return { line, prediction: predict(engine, { id: line.id, messages }, hooks(line)) };
    }),
  };
}
