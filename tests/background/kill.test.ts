import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Level, levelRank } from '../../src/engine/signal.ts';
import type { ObservedMessage } from '../../src/protocol/messages.ts';
import { createWorld, KILLED, type Life, PAGE, responseOf, startWorker, tab, type World } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';
import { storedIn } from './stored.ts';

/** What happens on one page: messages come in batches; batches and answers get lost; the worker ends at any instant. */
interface Step {
  readonly thread: 'one' | 'two';
  readonly texts: readonly string[];
  /** Also sends so many of the thread's newest messages again. */
  readonly overlap: number;
  /** Edits so many of them first. */
  readonly edits: number;
  readonly history: boolean;
  /** The worker ends after so many waits, at each try in turn; then it is left alone. */
  readonly kills: readonly number[];
  /** The answer is lost on its way once, although the worker lives. */
  readonly lost: boolean;
}

const text = fc.constantFrom(
  'hello',
  'caution flattery',
  'warning secrecy',
  'urgent threat-harm',
  'secrecy',
  'first',
  'second',
);
const step: fc.Arbitrary<Step> = fc.record({
  thread: fc.constantFrom('one', 'two'),
  texts: fc.array(text, { minLength: 1, maxLength: 4 }),
  overlap: fc.nat(5),
  edits: fc.nat(2),
  history: fc.boolean(),
  kills: fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 3 }),
  lost: fc.boolean(),
});

/** A page that behaves as Nightlight's script does: sends until acknowledged, shows what it is told to, says so. */
class Page {
  readonly world: World;
  readonly sent = new Map<string, { key: string; revision: string }[]>([
    ['one', []],
    ['two', []],
  ]);
  readonly rows = new Map<string, ObservedMessage[]>([
    ['one', []],
    ['two', []],
  ]);
  /** Warnings that were shown, as `alert level`. */
  readonly shown: string[] = [];
  life: Life;
  #next = 0;

  constructor(world: World) {
    this.world = world;
    this.life = startWorker(world);
  }

  async play({ thread, texts, overlap, edits, history, kills, lost }: Step): Promise<void> {
    const rows = this.rows.get(thread) ?? [];
    const again = rows.slice(Math.max(0, rows.length - overlap));
    const edited = again.slice(0, edits).map((row) => message(row.key, `${row.text} (edited)`, { history }));
    for (const row of edited) rows[rows.findIndex((old) => old.key === row.key)] = row;
    const fresh = texts.map((words) => message(`k${this.#next++}`, words, { history }));
    rows.push(...fresh);
    const known = this.sent.get(thread) ?? [];
    for (const { key, revision } of [...edited, ...fresh])
      if (!known.some((pair) => pair.key === key && pair.revision === revision)) known.push({ key, revision });
    const body = { batch: batch([...again, ...edited, ...fresh], { thread }) };

    let answers = lost ? -1 : 0;
    for (let attempt = 0; answers < 1; attempt++) {
      this.#revive(kills[attempt]);
      const reply = await this.life.ask('observe', body, tab(1));
      if (reply === KILLED || reply === undefined) continue;
      answers += answers < 0 ? 1 : 2;
      const { warning } = responseOf(reply);
      if (warning !== null && answers > 0) await this.#show(warning.alert, warning.level, kills.slice(attempt + 1));
    }
  }

  async #show(alert: string, level: Level, kills: readonly number[]): Promise<void> {
    this.shown.push(`${alert} ${level}`);
    for (let attempt = 0; ; attempt++) {
      this.#revive(kills[attempt]);
      const reply = await this.life.ask('shown', { alert, level }, tab(1));
      if (reply !== KILLED && reply !== undefined) return;
    }
  }

  #revive(steps: number | undefined): void {
    if (this.life.dead) this.life = startWorker(this.world);
    this.life.killAfter(steps ?? Number.POSITIVE_INFINITY);
  }

  async rest(): Promise<void> {
    this.#revive(undefined);
    await this.life.ask('alerts', { limit: 1, tab: null }, PAGE);
    // What the last life still owed is paid by the next one.
    this.life.kill();
    this.life = startWorker(this.world);
    await this.life.settled();
  }
}

/** What was sent, as the numbers that have to be stored. */
function expected(pairs: readonly { key: string }[]): { messages: number; edits: number } {
  const keys = new Set(pairs.map(({ key }) => key)).size;
  return { messages: keys, edits: pairs.length - keys };
}

test('whenever the worker ends, each message is counted once, each alert exists once and reaches the child', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const page = new Page(createWorld());
      for (const each of steps) await page.play(each);
      await page.rest();
      const { conversations, alerts, quarantine } = await storedIn(page.world);
      const wanted = [...page.sent.values()].filter((pairs) => pairs.length > 0).map(expected);
      expect(conversations.map(({ messages, edits }) => ({ messages, edits }))).toEqual(expect.arrayContaining(wanted));
      expect(conversations).toHaveLength(wanted.length);
      // The engine was shown each message once: its state and the counts are of one piece.
      for (const { engine, messages, edits } of conversations) expect(engine?.concern[0]).toBe(messages + edits);
      expect(quarantine).toEqual([]);
      const raising = [...page.rows].filter(([thread]) =>
        (page.sent.get(thread) ?? []).some(({ revision }) => /caution|warning|urgent/.test(revision)),
      );
      expect(alerts.length).toBeGreaterThanOrEqual(raising.length);
      expect(alerts.length).toBeLessThanOrEqual(wanted.length);
      for (const alert of alerts) {
        expect(alert.raised).toBeLessThanOrEqual(alert.updated);
        if (levelRank(alert.level) > 0) {
          expect(alert.notified).toBe(alert.level);
          expect(page.world.notifications.has(`alert:${alert.id}`)).toBe(true);
        }
      }
      expect(page.world.badge.text).toBe(alerts.length === 0 ? '' : String(alerts.length));
      // Never the same thing twice; and each alert was shown at the level that it ended with, or history holds it back.
      expect(new Set(page.shown).size).toBe(page.shown.length);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('every instant at which the worker can end while it raises an alert', async () => {
  let instants = 0;
  for (let steps = 1; ; steps++) {
    const world = createWorld();
    const page = new Page(world);
    const life = page.life;
    await page.play({
      thread: 'one',
      texts: ['first', 'urgent threat-harm'],
      overlap: 0,
      edits: 0,
      history: false,
      kills: [steps],
      lost: false,
    });
    const ended = life.dead;
    await page.rest();
    const { conversations, alerts } = await storedIn(world);
    expect(conversations, `ended at ${steps}`).toMatchObject([{ messages: 2, engine: { concern: [2, world.now] } }]);
    expect(alerts, `ended at ${steps}`).toMatchObject([{ level: 'urgent', shown: 'urgent', notified: 'urgent' }]);
    expect(page.shown, `ended at ${steps}`).toHaveLength(1);
    if (!ended) break;
    instants = steps;
  }
  expect(instants).toBeGreaterThan(20);
}, 60_000);

test('every instant between the halves of a split sentence', async () => {
  for (let steps = 1; ; steps++) {
    const world = createWorld();
    let life = startWorker(world);
    life.killAfter(steps);
    let ended = false;
    for (const [key, words] of [
      ['1', 'first'],
      ['2', 'second'],
    ] as const) {
      for (;;) {
        const reply = await life.ask('observe', { batch: batch([message(key, words)]) }, tab(1));
        if (reply !== KILLED) break;
        ended = true;
        life = startWorker(world);
      }
    }
    expect((await storedIn(world)).alerts, `ended at ${steps}`).toMatchObject([{ level: 'urgent' }]);
    if (!ended) break;
  }
}, 60_000);
