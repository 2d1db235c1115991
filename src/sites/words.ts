import { attr } from './dom.ts';

const cache = new Map<string, readonly string[]>();

/** The words of an element's classes: `vac-offset-current`, `isOutgoing` → vac, offset, current, is, outgoing. */
export function wordsOf(element: Element): readonly string[] {
  const names = attr(element, 'class') ?? '';
  if (names === '') return [];
  const before = cache.get(names);
  if (before !== undefined) return before;
  const words = names
    .slice(0, 400)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (cache.size > 500) cache.clear();
  cache.set(names, words);
  return words;
}

/** Does one of the element's class words stand in the set? */
export function hasWord(element: Element, words: ReadonlySet<string>): boolean {
  return wordsOf(element).some((word) => words.has(word));
}

/** A set of words from one line. */
export function wordSet(line: string): ReadonlySet<string> {
  return new Set(line.split(' '));
}
