/** Chance that repeats: the same seed gives the same numbers on every machine. */
export interface Seeded {
  /** 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number;
  /** A whole number from 0 to `n` − 1; `n` at least 1. */
  readonly below: (n: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of the list. @throws Error when the list is empty */
  readonly pick: <T>(list: readonly T[]) => T;
  /** Puts the list in a random order, in place. */
  readonly shuffle: <T>(list: T[]) => T[];
}

/** FNV-1a over UTF-16 units: an unsigned 32-bit number. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Makes a source of chance (mulberry32) from any text or number. */
export function seeded(seed: string | number): Seeded {
  let state = typeof seed === 'number' ? seed >>> 0 : hash32(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    shuffle: (list) => {
      for (let i = list.length - 1; i > 0; i--) {
        const k = below(i + 1);
        const a = list[i];
        const b = list[k];
        if (a !== undefined && b !== undefined) {
          list[i] = b;
          list[k] = a;
        }
      }
      return list;
    },
  };
}
