import { describe, expect, test } from 'vitest';
import { createLock, unlock } from '../../../src/sealing/index.ts';
import { LONGEST_WAIT, waitAfter } from '../../../src/store/lock.ts';
import { createWorld, KILLED, PAGE, responseOf, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { storedIn } from '../stored.ts';
import { askOf, PIN, setUp, theLock } from './family.ts';

const MINUTE = 60_000;

/** A wrong try, without the half second that guessing costs. */
async function wrongTry(world: World): Promise<{ readonly waited: number; readonly next: number }> {
  const ask = askOf(startWorker(world));
  const { lock } = (await ask('house', {})).house;
  world.now += lock.waitMs;
  const begun = await ask('begin-unlock', { way: 'pin' });
  if (begun.outcome !== 'try') throw new Error(begun.outcome);
  const ended = await ask('finish-unlock', { attempt: begun.attempt, proof: null });
  if (ended.outcome !== 'wrong') throw new Error(ended.outcome);
  return { waited: lock.waitMs, next: ended.waitMs };
}

test('the wait doubles from a second to fifteen minutes', () => {
  expect([0, 1, 2, 3, 10, 11, 12, 1_000_000].map(waitAfter)).toEqual([
    0,
    1000,
    2000,
    4000,
    512_000,
    LONGEST_WAIT,
    LONGEST_WAIT,
    LONGEST_WAIT,
  ]);
});

describe('unlocking', () => {
  test('the right PIN opens for five minutes, a wrong one says so and opens nothing', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    const ask = askOf(life);
    expect(await unlock(ask, 'pin', 'another one')).toEqual({ outcome: 'wrong', failed: 1, waitMs: 1000 });
    expect(await unlock(ask, 'pin', PIN)).toEqual({ outcome: 'wait', waitMs: 1000 });
    world.now += 1000;
    const opened = await unlock(ask, 'pin', PIN);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    expect(opened.door.until).toBe(world.now + 5 * MINUTE);
    const { token } = opened.door;
    expect((await ask('pause', { token, minutes: 15 })).outcome).toBe('done');
    world.now += 5 * MINUTE;
    expect((await ask('pause', { token, minutes: 0 })).outcome).toBe('locked');
    expect((await ask('house', {})).house.lock).toEqual({ set: true, failed: 0, waitMs: 0 });
  });

  test('the recovery code opens, too, and a new PIN takes the place of the old one', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    const ask = askOf(life);
    const { code } = await theLock();
    const opened = await unlock(ask, 'recovery', code.toLowerCase().replaceAll('-', ' '));
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    expect(await opened.door.changePin(ask, 'eight-hares')).toBe(true);
    expect((await unlock(ask, 'pin', PIN)).outcome).toBe('wrong');
    world.now += 1000;
    expect((await unlock(ask, 'pin', 'eight-hares')).outcome).toBe('open');
    const fresh = await opened.door.newCode(ask);
    expect((await unlock(ask, 'recovery', code)).outcome).toBe('wrong');
    world.now += 1000;
    expect((await unlock(ask, 'recovery', fresh ?? '')).outcome).toBe('open');
    expect((await unlock(ask, 'recovery', 'not a code')).outcome).toBe('not-a-code');
  });

  test('an unlocked page outlives the worker and not the browser; it ends when it says so', async () => {
    const world = createWorld();
    const first = startWorker(world);
    const door = await setUp(first);
    first.kill();
    const ask = askOf(startWorker(world));
    expect((await ask('pause', { token: door.token, minutes: 15 })).outcome).toBe('done');
    await door.shut(ask);
    expect((await ask('pause', { token: door.token, minutes: 15 })).outcome).toBe('locked');
    const again = await unlock(ask, 'pin', PIN);
    if (again.outcome !== 'open') throw new Error(again.outcome);
    world.session.clear();
    const { token } = again.door;
    expect((await askOf(startWorker(world))('pause', { token, minutes: 15 })).outcome).toBe('locked');
  });

  test('a proof counts for its own try, once', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    const ask = askOf(life);
    const proofs: string[] = [];
    const opened = await unlock(
      (kind, body) => {
        if (kind === 'finish-unlock') proofs.push(JSON.stringify(body));
        return ask(kind, body);
      },
      'pin',
      PIN,
    );
    expect(opened.outcome).toBe('open');
    const body = JSON.parse(proofs[0] ?? '') as { attempt: string; proof: string };
    expect((await ask('finish-unlock', body)).outcome).toBe('wrong');
    await ask('begin-unlock', { way: 'pin' });
    expect((await ask('finish-unlock', body)).outcome).toBe('wrong');
  });

  test('no token of somebody else, and none of a content script, is worth anything', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const door = await setUp(life);
    const ask = askOf(life);
    for (const token of ['x', `${door.token}x`, door.token.slice(1)])
      expect((await ask('pause', { token, minutes: 15 })).outcome, token).toBe('locked');
    expect(await life.ask('pause', { token: door.token, minutes: 15 }, tab(1))).toEqual({
      ok: false,
      error: 'pause: not allowed',
    });
  });
});

describe('wrong tries', () => {
  test('by the thousand are slowed down, over restarts of the worker', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    const waits: number[] = [];
    for (let index = 0; index < 14; index++) waits.push((await wrongTry(world)).next);
    expect(waits).toEqual(waits.map((_, index) => waitAfter(index + 1)));
    // Every try that comes too early is refused and costs nothing more.
    const ask = askOf(startWorker(world));
    for (let index = 0; index < 1000; index++)
      expect(await ask('begin-unlock', { way: 'pin' })).toEqual({ outcome: 'wait', waitMs: LONGEST_WAIT });
    expect((await ask('house', {})).house.lock.failed).toBe(14);
    const { entries } = await ask('journal', { before: null, limit: 100 });
    expect(entries.filter(({ kind }) => kind === 'pin-wrong')).toHaveLength(14);
    world.now += LONGEST_WAIT;
    expect((await unlock(ask, 'pin', PIN)).outcome).toBe('open');
  });

  test('a clock that is set back shortens nothing, locks nobody out for days, and is noted', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    for (let index = 0; index < 12; index++) await wrongTry(world);
    world.now -= 30 * 24 * 60 * MINUTE;
    const ask = askOf(startWorker(world));
    expect(await ask('begin-unlock', { way: 'pin' })).toEqual({ outcome: 'wait', waitMs: LONGEST_WAIT });
    world.now += LONGEST_WAIT - 1;
    expect(await ask('begin-unlock', { way: 'pin' })).toEqual({ outcome: 'wait', waitMs: 1 });
    world.now += 1;
    expect((await ask('begin-unlock', { way: 'pin' })).outcome).toBe('try');
    const { entries } = await ask('journal', { before: null, limit: 100 });
    expect(entries.map(({ kind }) => kind)).toContain('clock');
  });

  test('ending the worker or the page in the middle of a try wins no try', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    for (let index = 0; index < 3; index++) {
      const life = startWorker(world);
      world.now += (await askOf(life)('house', {})).house.lock.waitMs;
      expect((await askOf(life)('begin-unlock', { way: 'pin' })).outcome).toBe('try');
      life.kill();
      world.session.clear();
    }
    const ask = askOf(startWorker(world));
    expect((await ask('house', {})).house.lock).toEqual({ set: true, failed: 3, waitMs: 4000 });
    world.now += 4000;
    expect((await unlock(ask, 'pin', PIN)).outcome).toBe('open');
    const { entries } = await ask('journal', { before: null, limit: 100 });
    const wrong = entries.filter(({ kind }) => kind === 'pin-wrong');
    expect(wrong.map(({ facts }) => facts.unfinished)).toEqual([true, true, true]);
  });

  test('every instant at which the worker can end while it begins a try', async () => {
    for (let steps = 1; ; steps++) {
      const world = createWorld();
      await setUp(startWorker(world));
      const life = startWorker(world);
      await life.settled();
      life.killAfter(steps);
      const answer = await life.ask('begin-unlock', { way: 'pin' }, PAGE);
      const { failed } = (await askOf(startWorker(world))('house', {})).house.lock;
      // Whoever was given the wrapped key has paid with a try.
      if (typeof answer === 'object') expect(failed, `ended at ${steps}`).toBe(1);
      if (!life.dead) break;
    }
  }, 30_000);
});

describe('everything forgotten', () => {
  test('a reset erases the lines and the lock, keeps the settings, and tells both sides', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const ask = askOf(life);
    await setUp(life, { ageGroup: 'under-13', retentionDays: 90 });
    await life.ask('observe', { batch: batch([message('1', 'urgent threat-harm')]) }, tab(1));
    expect((await ask('find-alerts', { filter: {}, offset: 0, limit: 9 })).alerts).toMatchObject([{ lines: 1 }]);
    await ask('reset-lock', { sure: true });
    const { house } = await ask('house', {});
    expect(house.lock).toEqual({ set: false, failed: 0, waitMs: 0 });
    expect(house.changes.map(({ what }) => what)).toContain('reset');
    expect((await ask('family-settings', {})).settings.retentionDays).toBe(90);
    expect((await ask('find-alerts', { filter: {}, offset: 0, limit: 9 })).alerts).toMatchObject([{ lines: 0 }]);
    const { entries, check } = await ask('journal', { before: null, limit: 9 });
    expect(entries[0]).toMatchObject({ kind: 'reset', facts: { erasedParts: 1 } });
    expect(check.whole).toBe(true);
    // And a new family begins anew, with parts that count from one.
    await setUp(life);
    expect((await storedIn(world)).alerts).toMatchObject([{ parts: 0 }]);
  });

  test('set up twice: the second one changes nothing', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    const { keys } = await createLock('eight-hares');
    const answer = await askOf(startWorker(world))('set-up-lock', { keys, change: { ageGroup: '16-17' } });
    expect(answer).toEqual({ outcome: 'already-set' });
    expect((await askOf(startWorker(world))('family-settings', {})).settings.ageGroup).toBe('13-15');
  });

  test('set up again with the same keys, as a page does that got no answer: it is told that it is done', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    const { keys } = await theLock();
    const ask = askOf(startWorker(world));
    const answer = await ask('set-up-lock', { keys, change: {} });
    if (answer.outcome !== 'done') throw new Error(answer.outcome);
    expect((await ask('pause', { token: answer.token, minutes: 15 })).outcome).toBe('done');
    // From the first try on others were given the wrapped keys: they open nothing.
    await ask('begin-unlock', { way: 'pin' });
    expect(await ask('set-up-lock', { keys, change: {} })).toEqual({ outcome: 'already-set' });
  });

  test('every instant at which the worker can end during the set-up: asked again, the page has its code', async () => {
    const { keys } = await theLock();
    const body = { keys, change: { ageGroup: 'under-13' } } as const;
    for (let steps = 1; ; steps++) {
      const world = createWorld();
      const life = startWorker(world);
      await life.settled();
      life.killAfter(steps);
      const answer = await life.ask('set-up-lock', body, PAGE);
      if (!life.dead) break;
      // A PIN that is set is marked as such.
      const { lock } = (await askOf(startWorker(world))('house', {})).house;
      if (lock.set) expect(world.local.get('pin-set'), `ended at ${steps}`).toBe(true);
      const again = answer === KILLED ? await startWorker(world).ask('set-up-lock', body, PAGE) : answer;
      expect(responseOf(again).outcome, `ended at ${steps}`).toBe('done');
    }
  }, 30_000);

  test('a key that is none is refused before anything is kept', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const { keys } = await theLock();
    const body = { keys: { ...keys, publicKey: 'AAAA' }, change: {} };
    expect(await life.ask('set-up-lock', body, PAGE)).toMatchObject({ ok: false });
    expect((await askOf(life)('house', {})).house.lock.set).toBe(false);
  });
});
