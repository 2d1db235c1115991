import type { DirectionFacts } from '../../src/content/direction.ts';

/** A row that tells nothing of its side, but for what is said here. */
export const facts = (more: Partial<DirectionFacts> = {}): DirectionFacts => ({
  markup: 'unknown',
  author: null,
  look: null,
  hint: 'unknown',
  echo: false,
  ...more,
});
