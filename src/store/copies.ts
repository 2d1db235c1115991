import type { Change, Item, Shelf, StoreName } from './shelf.ts';

/**
 * Copies of what lay in the store before a new version changed how it is kept: in `quarantine`, beside what could not be
 * read. A step that proves wrong later can be mended from them.
 */
const PREFIX = 'before/';
const DAY = 86_400_000;
/** Days that a copy stays: no longer than a family keeps anything at the least. */
export const COPY_DAYS = 7;

interface Copy {
  readonly store: 'quarantine';
  readonly key: string;
  readonly value: object;
}

/** The copies of items. Each ages as what it was made of, so that nothing is kept for longer than it was to be. */
export function copyChanges(store: StoreName, items: readonly Item[], now: number): Copy[] {
  return items.map(({ key, value }) => ({
    store: 'quarantine',
    key: `${PREFIX}${now}/${store}/${key}`,
    value: { store, key, value, why: 'upgrade', touched: touchedOf(value) ?? now },
  }));
}

/** Whether what is set aside under a key is such a copy. */
export function isCopy(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** The changes that remove all copies, or those that are older than `COPY_DAYS` at a time. */
export async function copiesGone(shelf: Shelf, at: number | null): Promise<Change[]> {
  const keys = (await shelf.keys({ store: 'quarantine', index: 'touched' })).filter(isCopy);
  const old = at === null ? keys : keys.filter((key) => at - Number(key.split('/')[1]) > COPY_DAYS * DAY);
  return old.map((key) => ({ store: 'quarantine', key, value: null }));
}

function touchedOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('touched' in value)) return null;
  return typeof value.touched === 'number' ? value.touched : null;
}
