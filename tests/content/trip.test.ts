// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { healthOf } from '../../src/content/health.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { add, bare, page, row, texts, withIds } from './chats.ts';
import { openPage, readerOf, watchPage } from './page.ts';

/** The page is read again after this time. */
const LATER = 3000;

beforeEach(() => openPage(page(row('a') + row('b') + row('c'))));

/** Trips over the page in this function while `trips` says so. */
function tripping<K extends 'threads' | 'rows' | 'rowOf' | 'readRow' | 'composer' | 'again'>(
  name: K,
  site: Adapter = bare,
) {
  const state = { trips: true };
  const own = site[name] as (...args: unknown[]) => unknown;
  const adapter: Adapter = {
    ...site,
    [name]: (...args: unknown[]) => {
      if (state.trips) throw new TypeError('a strange page');
      return own(...args);
    },
  };
  return { state, adapter };
}

describe('an adapter that trips over a page', () => {
  it.each(['threads', 'rows', 'rowOf', 'readRow', 'composer'] as const)(
    'when it opens, in %s, is said not to understand it, and reads all as history when it does',
    async (name) => {
      const { state, adapter } = tripping(name);
      const watched = watchPage(adapter);
      expect(watched.health).toEqual([{ site: 'bare', state: 'not-understood', missing: [] }]);
      state.trips = false;
      await watched.settle(LATER);
      // A row that it tripped over comes after the others.
      const seen = watched.take().sort((one, other) => one.text.localeCompare(other.text));
      expect(seen).toMatchObject(['a', 'b', 'c'].map((text) => ({ text, history: true })));
      await watched.settle(LATER);
      expect(watched.health.at(-1)?.state).toBe('watching');
    },
  );

  it.each(['threads', 'rows', 'rowOf', 'readRow', 'again'] as const)(
    'later, in %s, loses nothing of what came meanwhile',
    async (name) => {
      const { state, adapter } = tripping(name);
      state.trips = false;
      const watched = watchPage(adapter);
      watched.take();
      await watched.settle(20_000);
      state.trips = true;
      add(row('d'));
      document.body.append(document.createElement('p'));
      await watched.settle(LATER);
      add(row('e'));
      await watched.settle(LATER);
      expect(watched.health.at(-1)?.state).toBe('not-understood');
      state.trips = false;
      await watched.settle(LATER);
      expect(watched.take()).toMatchObject([
        { text: 'd', history: false },
        { text: 'e', history: false },
      ]);
      await watched.settle(LATER);
      expect(watched.health.at(-1)?.state).toBe('watching');
    },
  );

  it('reads the rows beside the one that it trips over', async () => {
    openPage(page(row('a', 'id="m1"') + row('b', 'id="m2"') + row('bad', 'id="m3"')));
    const watched = watchPage({
      ...withIds,
      readRow: (element, thread) => {
        if (element.id === 'm3' && element.textContent?.includes('bad')) throw new TypeError('a strange row');
        return withIds.readRow(element, thread);
      },
    });
    await watched.settle(LATER);
    expect(texts(watched.take())).toEqual(['a', 'b']);
    add(row('d', 'id="m4"'));
    await watched.settle(LATER);
    await watched.settle(LATER);
    expect(texts(watched.take())).toEqual(['d']);
    (document.querySelector('#m1 p') as Element).textContent = 'edited';
    document.querySelector('#m4')?.remove();
    await watched.settle(LATER);
    await watched.settle(LATER);
    expect(texts(watched.take())).toEqual(['edited']);
    expect(watched.health.at(-1)?.state).toBe('not-understood');
    (document.querySelector('#m3 p') as Element).textContent = 'good';
    await watched.settle(LATER);
    expect(texts(watched.take())).toEqual(['good']);
  });
});

it('of a long list that is still being read it is not said that nothing of it is understood', () => {
  const { reader } = readerOf(bare);
  expect(reader.read(0, () => 0)).toBe(true);
  expect(healthOf('bare', [reader.health()], false).state).toBe('watching');
});
