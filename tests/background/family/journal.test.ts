import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { LEVELS } from '../../../src/engine/signal.ts';
import { buildReport, sealReport } from '../../../src/evidence/report.ts';
import { verifyReport } from '../../../src/evidence/verify.ts';
import { checkChain } from '../../../src/journal/entry.ts';
import { DATABASE } from '../../../src/store/database.ts';
import { createWorld, PAGE, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { plant, storedIn } from '../stored.ts';
import { askOf, setUp } from './family.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function journal(world: World) {
  return askOf(startWorker(world))('journal', { before: null, limit: 1000 });
}
const kinds = async (world: World) => (await journal(world)).entries.map(({ kind }) => kind).reverse();

describe('the journal', () => {
  test('begins with the key, holds alerts and changes in order, and is signed at the turn of each day', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    await life.ask('observe', { batch: batch([message('1', 'warning secrecy')]) }, tab(1));
    world.now += DAY;
    await life.ask('observe', { batch: batch([message('2', 'urgent threat-harm')]) }, tab(1));
    expect(await kinds(world)).toEqual(['begun', 'set-up', 'alert', 'day-signed', 'alert', 'evidence']);
    const { check, entries } = await journal(world);
    expect(check).toEqual({ whole: true, from: 1, to: 6 });
    expect(entries.at(-1)?.facts.key).toBe(entries[2]?.facts.key);
  });

  test('an entry that was edited or taken out in the database shows, and the chain goes on', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    await life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    const { entries } = await journal(world);
    const alert = entries.find(({ kind }) => kind === 'alert');
    const key = String(alert?.seq).padStart(12, '0');
    await plant(world, 'journal', key, { ...alert, facts: { ...alert?.facts, level: 'caution' } });
    expect((await journal(world)).check).toEqual({ whole: false, broken: alert?.seq, why: 'changed' });
    const database = await openDB(`${world.database}/${DATABASE}`);
    await database.delete('journal', key);
    await database.delete('journal', '000000000001');
    database.close();
    expect((await journal(world)).check).toEqual({ whole: false, broken: 1, why: 'missing' });
    await askOf(startWorker(world))('reset-lock', { sure: true });
    expect((await kinds(world)).at(-1)).toBe('reset');
  });

  test('what happens while the store can not be read is chained in when it can', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.faults.open = 'UnknownError';
    const blind = startWorker(world);
    await blind.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    blind.kill();
    delete world.faults.open;
    await askOf(startWorker(world))('reset-lock', { sure: true });
    expect(await kinds(world)).toEqual(['begun', 'set-up', 'alert', 'store', 'reset']);
    expect((await journal(world)).check.whole).toBe(true);
  });

  test('a page that asks while the store can not be read gets no way round the PIN', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.faults.open = 'UnknownError';
    const ask = askOf(startWorker(world));
    expect((await ask('pause', { token: null, minutes: 15 })).outcome).toBe('locked');
    expect(await startWorker(world).ask('erase-all', {}, PAGE)).toMatchObject({ ok: false });
  });

  test('everything erased: the new journal says so', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const door = await setUp(life);
    await askOf(life)('erase-all', { token: door.token });
    expect(await kinds(world)).toEqual(['begun', 'erased']);
    const { house } = await askOf(life)('house', {});
    expect([house.lock.set, house.changes.map(({ what }) => what)]).toEqual([false, ['erased']]);
  });

  const signatures = async (world: World) => {
    const answer = await askOf(startWorker(world))('sign-report', { token: null, hash: '0'.repeat(64), alerts: [] });
    return answer.outcome === 'done' && answer.signature !== null;
  };

  test('begun while there was no room it has no key; when there is room it gets one, and says so', async () => {
    const world = createWorld();
    world.faults.write = 'QuotaExceededError';
    expect(await signatures(world)).toBe(false);
    delete world.faults.write;
    expect(await signatures(world)).toBe(true);
    const { entries, check } = await journal(world);
    expect(entries.map(({ kind }) => kind).reverse()).toEqual(['begun', 'report', 'begun', 'store', 'report']);
    expect(entries.at(-1)?.facts.key).toBeNull();
    expect(entries[2]?.facts).toMatchObject({ key: expect.any(String), again: true });
    expect(check.whole).toBe(true);
  });

  test('after everything was erased it signs with a key that outlives the worker', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await askOf(life)('erase-all', {});
    life.kill();
    expect(await signatures(world)).toBe(true);
    expect(await kinds(world)).toEqual(['begun', 'erased', 'report']);
    expect([...world.session.keys()].filter((key) => key.startsWith('held:'))).toEqual([]);
  });

  test('a key that is gone is replaced at the next entry', async () => {
    const world = createWorld();
    expect(await signatures(world)).toBe(true);
    await plant(world, 'keys', 'signing', { key: {}, publicKey: 'AAAA' });
    expect(await signatures(world)).toBe(true);
    expect(await kinds(world)).toEqual(['begun', 'report', 'begun', 'report']);
    world.now += DAY;
    await signatures(world);
    expect((await journal(world)).check.whole).toBe(true);
  });

  test('where there was no room even to open the database nothing is written over what lies there', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.faults.open = 'QuotaExceededError';
    await startWorker(world).ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    delete world.faults.open;
    await askOf(startWorker(world))('reset-lock', { sure: true });
    expect(await kinds(world)).toEqual(['begun', 'set-up', 'alert', 'store', 'reset']);
    expect((await journal(world)).check.whole).toBe(true);
  });

  test.each([1e300, -1e300, 8_640_000_000_000_001])(
    'an entry with a time that is no date (%d) shows, and the chain goes on',
    async (at) => {
      const world = createWorld();
      await setUp(startWorker(world));
      const [last] = (await journal(world)).entries;
      await plant(world, 'journal', String(last?.seq).padStart(12, '0'), { ...last, at });
      await askOf(startWorker(world))('reset-lock', { sure: true });
      expect((await kinds(world)).at(-1)).toBe('reset');
      expect((await journal(world)).check).toMatchObject({ whole: false, broken: last?.seq });
    },
  );

  test('the newest entry stays however old it is, for the next to follow', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    world.now += 181 * DAY;
    // Nothing but housekeeping: the first takes note of the jump, the second one cleans.
    await startWorker(world).settled();
    world.now += 61 * MINUTE;
    await startWorker(world).settled();
    expect(await kinds(world)).toEqual(['set-up']);
    await askOf(startWorker(world))('reset-lock', { sure: true });
    const { entries, check } = await journal(world);
    expect(entries.map(({ seq }) => seq)).toEqual([4, 3, 2]);
    expect(check.whole).toBe(true);
  });

  test('old entries go, and the chain is whole from there', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    world.now += 181 * DAY;
    await askOf(life)('reset-lock', { sure: true });
    await startWorker(world).settled();
    world.now += 61 * MINUTE;
    await startWorker(world).settled();
    const { entries, check } = await journal(world);
    expect(entries.map(({ kind }) => kind)).toEqual(['reset', 'day-signed']);
    expect(check.whole).toBe(true);
  });
});

describe('behind the view of the age', () => {
  /** Everything that a journal would tell: an alert of each level, two states, a site that is not understood. */
  async function busy(ageGroup: 'under-13' | '13-15' | '16-17') {
    const world = createWorld();
    const life = startWorker(world);
    const door = await setUp(life, { ageGroup });
    for (const level of LEVELS)
      await life.ask('observe', { batch: batch([message(level, `${level} secrecy`)], { thread: level }) }, tab(1));
    const { alerts } = await storedIn(world);
    const states = alerts.map(({ id }) => ({ alert: id, state: 'talked-about' }) as const);
    await askOf(life)('set-alert-state', { token: door.token, states });
    await life.ask('health', { health: { site: 'demo', state: 'not-understood', missing: [] } }, tab(1));
    return { world, life, door, alerts };
  }

  test.each([
    ['under-13', 3, true],
    ['13-15', 2, true],
    ['16-17', 1, false],
  ] as const)(
    '%s: the page shows no alert and no site that the parent is not told of',
    async (ageGroup, seen, site) => {
      const { world, alerts } = await busy(ageGroup);
      const { entries, check } = await journal(world);
      expect(check.whole).toBe(true);
      const about = (kind: string) => entries.filter((entry) => entry.kind === kind);
      expect([about('alert').length, about('alert-state').length]).toEqual([seen, seen]);
      expect(
        [...about('alert'), ...about('not-understood')].every(({ facts }) => (facts.site === 'demo') === site),
      ).toBe(true);
      const gravest = alerts.filter(({ level }) => level === 'urgent').map(({ id }) => id);
      if (ageGroup === '16-17')
        expect(new Set(entries.flatMap(({ facts }) => facts.alert ?? []))).toEqual(new Set(gravest));
      // Older pages are as full as newer ones: what is left out leaves no short page behind.
      const ask = askOf(startWorker(world));
      const paged: number[] = [];
      for (let before: number | null = null; ; ) {
        const page: readonly { seq: number }[] = (await ask('journal', { before, limit: 2 })).entries;
        paged.push(...page.map(({ seq }) => seq));
        if (page.length < 2) break;
        before = page.at(-1)?.seq ?? 0;
      }
      expect(paged).toEqual(entries.map(({ seq }) => seq));
    },
  );

  test('the store itself names the site of no alert in the journal', async () => {
    const { world } = await busy('under-13');
    const database = await openDB(`${world.database}/${DATABASE}`);
    const entries: { kind: string; facts: object }[] = await database.getAll('journal');
    database.close();
    expect(entries.filter(({ kind, facts }) => kind === 'alert' && 'site' in facts)).toEqual([]);
    expect(entries.filter(({ kind }) => kind === 'alert')).toHaveLength(3);
  });

  test.each(['13-15', '16-17'] as const)('%s: a report withholds it, and its chain holds all the same', async (age) => {
    const { life, door, alerts } = await busy(age);
    const ids = alerts.map(({ id }) => id);
    const answer = await askOf(life)('report-facts', { token: door.token, alerts: ids });
    if (answer.outcome !== 'done') throw new Error(answer.outcome);
    const { facts } = answer;
    const told = new Set(facts.alerts.map(({ id }) => id));
    expect(told.size).toBe(age === '13-15' ? 2 : 1);
    const text = JSON.stringify(facts.journal);
    for (const id of ids) expect(text.includes(id), id).toBe(told.has(id));
    if (age === '16-17') expect(JSON.stringify(facts)).not.toContain('"demo"');
    expect(facts.journal.some((entry) => 'digest' in entry)).toBe(true);
    expect((await checkChain(facts.journal, { withheld: true })).whole).toBe(true);
    const report = await buildReport(facts, { opened: new Map(), redact: [], version: '1', receivers: [] });
    const file = await sealReport(report, askOf(life), door.token);
    const { whole, faults, held } = await verifyReport(JSON.stringify(file));
    expect([whole, faults]).toEqual([true, []]);
    expect(held.join(' ')).toContain('the place in the journal alone is given');
  });
});
