/** What the engine knows of a conversation after each message: the numbers that an alert is decided by. */
import { join } from 'node:path';
import type { LabelledConversation } from '../../cli/corpus.ts';
import { corpusMessages } from '../../cli/predict.ts';
import { amountAt } from '../../engine/conversation.ts';
import { createEngine, type OpinionInput, type RulePack, type SecondOpinion, SIGNALS } from '../../engine/index.ts';
import { REPLIES } from '../../engine/pack.ts';
import { readLabelled } from '../corpus-file.ts';
import { ROOT } from '../shell.ts';

/** Names of the features, in order. */
export const FEATURES: readonly string[] = [...SIGNALS, 'concern', ...REPLIES];

export interface Traced {
  readonly chat: LabelledConversation;
  readonly file: string;
  /** Features after each message. */
  readonly after: readonly (readonly number[])[];
}

/** Reads the conversations of a corpus file below tests/corpus. */
export function readChats(file: string): LabelledConversation[] {
  return readLabelled(join(ROOT, 'tests/corpus', file)).flatMap((row) =>
    row.kind === 'conversation' ? [row.conversation] : [],
  );
}

/** What the networks say of each conversation, by its id: messages × (signals + 1), the concern's probability last. */
export type Scores = ReadonlyMap<string, ArrayLike<number>>;

const OUTPUTS = SIGNALS.length + 1;

/**
 * Plays conversations through the engine. With `scores` the second opinion says what networks said that had not seen the
 * conversation in training; without, it is asked itself.
 */
export function trace(
  chats: readonly LabelledConversation[],
  file: string,
  pack: RulePack,
  opinion: SecondOpinion,
  scores: Scores | null,
  floor: number,
): Traced[] {
  const replay = new Replay(opinion.id, floor);
  const engine = createEngine(pack, { opinion: scores ? replay : opinion });
  return chats.map((chat) => {
    const known = scores?.get(chat.id);
    if (scores && !known) throw new Error(`${file}: ${chat.id}: no network has read it`);
    let state = engine.start();
    const after = corpusMessages(chat).map(({ message, context }, index) => {
      if (known) replay.next = Array.from({ length: OUTPUTS }, (_, i) => known[index * OUTPUTS + i] ?? 0);
      state = engine.observe(state, message, context).state;
      const at = context.now;
      const half = pack.weights.halfLifeDays;
      return [
        ...SIGNALS.map((signal) => amountAt(state.evidence[signal], at, half)),
        amountAt(state.concern, at, half),
        ...REPLIES.map((reply) => amountAt(state.replies[reply], at, half)),
      ];
    });
    return { chat, file, after };
  });
}

/** A second opinion that says what it was told to say next. */
class Replay implements SecondOpinion {
  readonly id: string;
  private readonly floor: number;
  next: readonly number[] = [];

  constructor(id: string, floor: number) {
    this.id = id;
    this.floor = floor;
  }

  readonly score = (_input: OpinionInput) => ({
    signals: Float32Array.from(this.next.slice(0, SIGNALS.length)),
    concern: Math.max(0, ((this.next[SIGNALS.length] ?? 0) - this.floor) / (1 - this.floor)),
  });
}
