/** Why a question came to nothing: no answer at all, the PIN is needed, or the background says no. */
export type Why = 'no-answer' | 'locked' | 'failed';

/** A question that came to nothing; its message names the kind and what was wrong, never a content. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly why: Why;

  constructor(message: string, why: Why) {
    super(message);
    this.why = why;
  }
}
