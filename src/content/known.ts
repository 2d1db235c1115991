/** Which messages of a thread were read, and in which words: a few bytes each, and a bounded number of them. */
import { fingerprint } from '../fingerprint.ts';
import { forgetOldest } from '../sites/forget.ts';

export interface KnownMessages {
  has(key: string): boolean;
  /** Was it last read under this revision? */
  isAs(key: string, revision: string): boolean;
  /** The newest are remembered, `most` of them. */
  note(key: string, revision: string): void;
  any(): boolean;
}

/** Of a revision fewer bits do, as it is compared with one other alone: such a number takes no place of its own. */
const SMALL = 2 ** 30;

export function createKnown(most: number): KnownMessages {
  /** Fingerprint of the key → of the revision. */
  const known = new Map<number, number>();
  const small = (revision: string) => fingerprint(revision) % SMALL;
  return {
    has: (key) => known.has(fingerprint(key)),
    isAs: (key, revision) => known.get(fingerprint(key)) === small(revision),
    note(key, revision) {
      const one = fingerprint(key);
      known.delete(one);
      known.set(one, small(revision));
      forgetOldest(known, most);
    },
    any: () => known.size > 0,
  };
}
