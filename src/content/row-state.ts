/** What is remembered of rows between two readings. */
import { shortHash } from '../fingerprint.ts';
import type { OpenThread, Row } from '../sites/adapter.ts';
import { find } from '../sites/dom.ts';
import type { Side } from '../sites/geometry.ts';
import type { Mark } from './identity.ts';
import type { ThreadFacts } from './outbox.ts';

/** Longest name and id of a thread that the background takes, in UTF-16 units. */
export const MAX_NAME = 200;

/** What is remembered of an element. */
export interface RowState {
  mark: Mark | null;
  revision: string;
  author: string | null;
  side: Side | null;
  edits: number;
  /** Not read again before this time: a row that changes without end is no conversation. */
  wait: number;
}

/** A row that was just read, on its way to the outbox. */
export interface Item {
  readonly element: Element;
  readonly row: Row;
  readonly state: RowState;
  readonly author: string | null;
  /** The browser's translation stands in place of what was read before. */
  readonly translated: boolean;
  /** Its message was read before. */
  known: boolean;
  history: boolean;
}

export function newState(): RowState {
  return { mark: null, revision: '', author: null, side: null, edits: 0, wait: 0 };
}

/** A thread as it is told of. A long id goes by its hash: cut short, two threads could become one. */
export function factsOf(site: string, { id, title, group, stranger }: OpenThread): ThreadFacts {
  const thread = id.length <= MAX_NAME ? id : `#${shortHash(id)}`;
  return { site, thread, title: title.slice(0, MAX_NAME), group, stranger };
}

/** Chromium's translation puts two `font` elements, one in the other, in place of every text. */
export function isTranslated(row: Element): boolean {
  return find(row, 'font > font') !== null;
}
