/** Which of the conversations that a page shows are followed. */
import type { OpenThread } from '../sites/adapter.ts';

/** At once; a page that shows more is no chat. */
const MAX_OPEN = 16;

/** One conversation each, by identity and by list: a page may show one twice, or answer to every selector. */
export function distinct(threads: readonly OpenThread[]): OpenThread[] {
  const ids = new Set<string>();
  const containers = new Set<Element>();
  return threads
    .filter(({ id, container }) => {
      if (ids.has(id) || containers.has(container)) return false;
      ids.add(id);
      containers.add(container);
      return true;
    })
    .slice(0, MAX_OPEN);
}
