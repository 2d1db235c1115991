import { expect, test } from 'vitest';
import type { Pages } from '../../src/background/pages.ts';
import { createWorld, PAGE, responseOf, startWorker, tab } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { askOf } from './family/family.ts';
import { storedIn } from './stored.ts';

/** A browser in which the pages of some tabs were granted by name, until they are withdrawn. */
function startWith(granted: Set<number>) {
  const world = createWorld();
  const brought: number[] = [];
  const pages: Pages = {
    bringVoice: async () => {},
    bringReader: async (sender) => void brought.push(sender.tab?.id ?? -1),
    live: async () => null,
    structure: async () => null,
    origins: async () => [],
    addOrigin: async () => false,
    removeOrigin: async () => {},
    sync: async () => {},
    resume: async () => {},
    reaches: async (id) => granted.has(id),
    mayRead: async (sender) => granted.has(sender.tab?.id ?? -1),
    grantOf: async (sender) => `https://chat-${sender.tab?.id}.example`,
  };
  return { world, brought, life: startWorker(world, { pages }) };
}

const watching = { site: 'generic', state: 'watching', missing: [] } as const;

test('a page is read no more once its permission is withdrawn, whatever its script still sends', async () => {
  const granted = new Set([1, 2]);
  const { world, life } = startWith(granted);
  for (const id of granted) {
    expect(responseOf(await life.ask('hello', { site: 'generic', starts: true }, tab(id)))).toEqual({ on: true });
    await life.ask('health', { health: watching }, tab(id));
    await life.ask('observe', { batch: batch([message('1', 'hello')], { thread: `t${id}` }) }, tab(id));
  }
  granted.delete(1);
  await life.study.withdrawn(['https://chat-1.example/*']);
  expect(responseOf(await life.ask('page-status', { tab: 1 }, PAGE)).health).toBeNull();
  expect(responseOf(await life.ask('page-status', { tab: 2 }, PAGE)).health).toEqual(watching);

  const more = batch([message('2', 'urgent threat-harm')], { thread: 't1' });
  const answer = { acknowledged: true, warning: null, over: true };
  expect(responseOf(await life.ask('observe', { batch: more }, tab(1)))).toEqual(answer);
  await life.ask('health', { health: watching }, tab(1));
  expect(responseOf(await life.ask('page-status', { tab: 1 }, PAGE)).health).toBeNull();
  expect(responseOf(await life.ask('hello', { site: 'generic', starts: true }, tab(1)))).toEqual({ on: false });
  await life.ask('observe', { batch: batch([message('2', 'warning secrecy')], { thread: 't2' }) }, tab(2));
  const { conversations, alerts } = await storedIn(world);
  expect(conversations.map(({ messages }) => messages).sort()).toEqual([1, 2]);
  expect(alerts.map(({ level }) => level)).toEqual(['warning']);
});

test('a page gets no reader once its permission is withdrawn, and is told not to ask again', async () => {
  const granted = new Set([1, 2]);
  const { brought, life } = startWith(granted);
  granted.delete(1);
  for (const id of [1, 2]) expect(responseOf(await life.ask('reader', {}, tab(id)))).toEqual({ ok: true });
  expect(brought).toEqual([2]);
});

test('the journal tells which permission was withdrawn, and when it was given again', async () => {
  const { life } = startWith(new Set([1]));
  await life.study.withdrawn(['https://chat-1.example/*']);
  await life.study.granted(['https://chat-1.example/*']);
  const { entries } = await askOf(life)('journal', { before: null, limit: 10 });
  expect(entries.slice(0, 2)).toMatchObject([
    { kind: 'permission', facts: { granted: 'https://chat-1.example/*' } },
    { kind: 'permission', facts: { withdrawn: 'https://chat-1.example/*' } },
  ]);
});

test('the child is told that a site was added, and that one was taken away', async () => {
  const { life } = startWith(new Set([1]));
  const told = async () => (await askOf(life)('house', {})).house.changes;
  await life.study.granted(['https://chat-1.example/*']);
  const [added] = await told();
  expect(added).toMatchObject({ what: 'origins' });
  await askOf(life)('changes-told', { upTo: added?.id ?? 0 });
  await life.study.withdrawn(['https://chat-1.example/*']);
  expect((await told()).map(({ what }) => what)).toEqual(['origins']);
});

test('sites that were added by name are told apart by where they are', async () => {
  const { life } = startWith(new Set([1, 2]));
  await life.ask('health', { health: watching }, tab(1));
  await life.ask('health', { health: { ...watching, state: 'partly', missing: ['rows'] } }, tab(2));
  const { sites } = responseOf(await life.ask('sites-health', {}, PAGE));
  expect(sites?.map(({ origin, health }) => [origin, health.state])).toEqual([
    ['https://chat-2.example', 'partly'],
    ['https://chat-1.example', 'watching'],
  ]);
});
