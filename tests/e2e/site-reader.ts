/** Runs in the page of a fixture: reads it with its site's adapter, as the content script does. */
import { watch } from '../../src/content/observe.ts';
import type { ObservedMessage } from '../../src/protocol/messages.ts';
import type { OpenThread } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';

type Told = ObservedMessage & { readonly thread: string };
export interface Reading {
  readonly threads: readonly Omit<OpenThread, 'container'>[];
  /** As told last, in the order in which they were told first. */
  readonly messages: readonly Told[];
  /** Does each conversation have its box? */
  readonly composers: readonly boolean[];
}

/** ms that the first message may take: a busy machine draws late, and nothing told yet is no sign that all is read. */
const FIRST = 2000;

/** Resolves when nothing more is told for a while. */
async function read(id: string, quiet: number): Promise<Reading> {
  const adapter = [...sites, generic].find((site) => site.id === id);
  if (adapter === undefined) throw new Error(`no site "${id}"`);
  const told = new Map<string, Told>();
  const begun = performance.now();
  let last = begun;
  const controller = new AbortController();
  watch({
    document,
    adapter,
    emit: ({ thread }, message) => {
      told.set(`${thread}\n${message.key}`, { ...message, thread });
      last = performance.now();
    },
    health: () => {},
    full: () => false,
    echo: () => false,
    signal: controller.signal,
  });
  const isGoing = (now: number) => now - last < quiet || (told.size === 0 && now - begun < FIRST);
  while (isGoing(performance.now())) await new Promise((done) => requestAnimationFrame(done));
  const open = adapter.threads(document);
  controller.abort();
  return {
    threads: open.map(({ container: _list, ...thread }) => thread),
    messages: [...told.values()],
    composers: open.map((thread) => adapter.composer(thread) !== null),
  };
}

/** Selectors that this browser does not understand. */
function refused(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => {
    try {
      document.querySelector(selector);
      return false;
    } catch {
      return true;
    }
  });
}

Object.assign(globalThis, { siteReader: { read, refused } });
