// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { watch } from '../../src/content/observe.ts';
import { bare, page, row } from './chats.ts';
import { openPage } from './page.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'performance'] });
  openPage('<html><body><p id="clock">0</p></body></html>');
});
afterEach(() => vi.useRealTimers());

/** Watches the page; counts how often it is searched for a chat, and what is read. */
function watching() {
  const seen = { searches: 0, texts: [] as string[] };
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  watch({
    document,
    adapter: {
      ...bare,
      threads: (from) => {
        seen.searches++;
        return bare.threads(from);
      },
    },
    emit: (_, { text }) => seen.texts.push(text),
    health: () => {},
    echo: () => false,
    full: () => false,
    signal: controller.signal,
  });
  return seen;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** The page tells the time, five times a second. */
async function tick(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 200) {
    (document.getElementById('clock') as Element).textContent = String(at);
    await pass(200);
  }
}

it('is searched once in two seconds for a chat while only its texts change', async () => {
  const seen = watching();
  await tick(10_000);
  expect(seen.searches).toBeLessThanOrEqual(6);
  expect(seen.searches).toBeGreaterThanOrEqual(4);
});

it('is searched within two seconds when elements come, however long only its texts changed', async () => {
  const seen = watching();
  await tick(10_000);
  document.body.insertAdjacentHTML('beforeend', page(row('hi')));
  await pass(2000);
  expect(seen.texts).toEqual(['hi']);
});

it('is searched when an attribute makes a chat of what stands there', async () => {
  openPage(page(row('hi')).replace('id="chat"', 'id="other"'));
  const seen = watching();
  await pass(3000);
  expect(seen.texts).toEqual([]);
  (document.getElementById('other') as Element).id = 'chat';
  await pass(200);
  expect(seen.texts).toEqual(['hi']);
});

it('is read within two seconds when a text alone makes a chat of it', async () => {
  openPage(page(row('hi')).replace(' data-thread="one"', ''));
  const seen = watching();
  await pass(3000);
  const before = seen.searches;
  (document.querySelector('h2') as Element).textContent = 'bob';
  await pass(2000);
  expect(seen.searches).toBe(before + 1);
});
