import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import { ProtocolError, type Why } from '../protocol/error.ts';

/** What came of a question: still open, an answer, or none. */
export type Asked<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed' };

/**
 * Asks once when the component appears and again on `again()`. An answer that comes after the component has gone,
 * or after a newer question, is dropped. `question` must be stable (a constant or from useCallback).
 */
export function useAsked<T>(question: () => Promise<T>): { readonly asked: Asked<T>; readonly again: () => void } {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'asking' });
  const [turn, setTurn] = useState(0);
  // `turn` is not read: it is there to ask again.
  useEffect(() => {
    let current = true;
    question().then(
      (value) => current && setAsked({ state: 'answered', value }),
      () => current && setAsked({ state: 'failed' }),
    );
    return () => {
      current = false;
    };
  }, [question, turn]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  return { asked, again };
}

/**
 * The last answer, also while a newer question is open or has failed; null before the first. What stands on it stays: a
 * form half filled in, a list, a code that is shown once.
 */
export function useLatest<T>(asked: Asked<T>): T | null {
  const latest = useRef<T | null>(null);
  if (asked.state === 'answered') latest.current = asked.value;
  return latest.current;
}

const WHY: Record<Why, MessageKey> = {
  'no-answer': 'reason_no_answer',
  locked: 'reason_locked',
  failed: 'reason_failed',
};

/** Why something came to nothing, in a sentence for the person: an error's own words are technical, and English. */
export function lineOf(error: unknown): string {
  return t(WHY[error instanceof ProtocolError ? error.why : 'failed']);
}
