import { useCallback, useEffect, useState } from 'preact/hooks';

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

/** One line of an error, for the person. */
export function lineOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
