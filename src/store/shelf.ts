/** Names of what is kept, one schema each. `quarantine` holds items that failed theirs. */
export const STORES = ['conversations', 'alerts', 'settings', 'quarantine', 'sealed', 'journal', 'keys'] as const;
export type StoreName = (typeof STORES)[number];

/** Fields that can be searched by; all are numbers. Items without the field are not found by it. */
export type IndexName = 'touched' | 'updated' | 'unseen' | 'seq';

/** One item as it lies in the store: not checked yet. */
export interface Item {
  readonly key: string;
  readonly value: unknown;
}

/** One write; a null value removes. All changes of one `write` happen together or not at all. */
export interface Change {
  readonly store: StoreName;
  readonly key: string;
  readonly value: object | null;
}

/** Items of a store in the order of an index. */
export interface Query {
  readonly store: StoreName;
  readonly index: IndexName;
  /** Only items whose field is smaller than this. */
  readonly below?: number;
  /** Only items whose field is this. */
  readonly only?: number;
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/** A place that keeps items: IndexedDB (`database.ts`), with the browser session as its stand-in (`held.ts`). */
export interface Shelf {
  get(store: StoreName, key: string): Promise<unknown>;
  query(query: Query): Promise<Item[]>;
  /** Like `query`, without reading the items. */
  keys(query: Query): Promise<string[]>;
  count(store: StoreName): Promise<number>;
  /** Resolves only when everything is kept for good. `flushed`: also against a power cut, which costs some ms. */
  write(changes: readonly Change[], flushed: boolean): Promise<void>;
}

/** Identity of a change or item across stores. */
export function nameOf(store: StoreName, key: string): string {
  return `${store}/${key}`;
}
