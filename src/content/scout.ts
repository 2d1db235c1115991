/**
 * What runs on a page that nobody knows, until a chat may stand there. Most pages never show one, so this is all that they
 * get: it looks for a box to write in and for the marks of known apps, seldom and only where elements came in,
 * and has the worker start the reader in this frame when it finds one.
 */
import { later } from '../later.ts';
import { within } from '../patience.ts';
import type { Adapter } from '../sites/adapter.ts';
import { composersOf } from '../sites/composers.ts';
import { find } from '../sites/dom.ts';
import { followRoots } from '../sites/roots.ts';
import { announce, isTaken } from './running.ts';
import { ask, Gone, isAlive } from './runtime.ts';
import { seek } from './seek.ts';

/** A background that doesn't answer is asked again after this time; each further wait is twice as long. */
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
/** Most pages never show a chat: one that changes all the time is looked at seldom in the end. */
const LOOKS = { soonest: 250, longest: 8000 };

/** What is told of the page meanwhile: it is looked at, and no chat was found. */
const noChat = (): Adapter => ({
  id: 'generic',
  name: '',
  hosts: [],
  fits: () => false,
  threads: () => [],
  again: () => null,
  rows: () => [],
  rowOf: () => null,
  readRow: () => null,
  composer: () => null,
});

/** Waits in this page. `marks`: selectors, to one of which any page of a known app answers. */
export function scout(document: Document, marks: readonly string[]): void {
  if (isTaken()) return;
  wait((seeking) =>
    seek({
      document,
      followRoots: (page, signal, found) => followRoots(page, signal, found, { sparing: true }),
      there: () => isMarked(document, marks) || composersOf(document).length > 0,
      ...LOOKS,
      found: () => wait(bring),
      seeking,
    }),
  );
}

/** Does something that goes on until it is ended from outside, by what reads the page for one, or ends itself. */
function wait(begin: (waiting: AbortController) => void): void {
  const waiting = new AbortController();
  const { signal } = waiting;
  announce(
    {
      readings: () => [{ adapter: noChat(), threads: [], health: null }],
      end: () => waiting.abort(),
      waits: true,
    },
    signal,
  );
  begin(waiting);
}

/** One by one: a list of selectors takes the browser twice as long as each of them alone. */
function isMarked(document: Document, marks: readonly string[]): boolean {
  for (const mark of marks) if (find(document, mark) !== null) return true;
  return false;
}

/** Has the worker start the reader in this frame. */
function bring(waiting: AbortController, retry = RETRY_MS): void {
  within(retry * 2, ask('reader', {}), 'the background').catch((error: unknown) => {
    if (error instanceof Gone || !isAlive()) waiting.abort();
    else later(retry, waiting.signal, () => bring(waiting, Math.min(retry * 2, LONGEST_RETRY_MS)));
  });
}
