import { describe, expect, test } from 'vitest';
import { createWorld, rung, startWorker, tab } from './fake-browser.ts';
import { message } from './fake-engine.ts';
import { alertsOf, observe } from './observed.ts';
import { storedIn } from './stored.ts';

const old = { history: true } as const;

describe('warnings', () => {
  test('a warning whose answer was lost comes with the next answer, until the page has shown it', async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'warning secrecy')]);
    expect(await observe(life, [message('1', 'warning secrecy')])).toEqual(first);
    expect(await observe(life, [message('2', 'hello')])).toEqual(first);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'warning' }, tab(1));
    expect(await observe(life, [message('3', 'warning secrecy')])).toBeNull();
  });

  test('a worse level is shown again, under the same alert', async () => {
    const world = createWorld();
    const life = startWorker(world);
    const first = await observe(life, [message('1', 'caution flattery')]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    const second = await observe(life, [message('2', 'urgent threat-exposure')]);
    expect(second).toMatchObject({ alert: first?.alert, level: 'urgent' });
    expect(await alertsOf(life)).toMatchObject([{ level: 'urgent', signals: ['threat-exposure', 'flattery'] }]);
    await rung(life);
    expect(world.badge.text).toBe('1');
  });

  test("I'm fine quietens that matter, not a new signal and never a worse level", async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'warning secrecy')]);
    const alert = first?.alert ?? '';
    await life.ask('dismissed', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('2', 'secrecy')])).toBeNull();
    expect(await observe(life, [message('3', 'credential-request')])).toMatchObject({ level: 'warning' });
    await life.ask('shown', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('4', 'secrecy')])).toBeNull();
    await life.ask('dismissed', { alert, level: 'warning' }, tab(1));
    expect(await observe(life, [message('5', 'urgent')])).toMatchObject({ level: 'urgent' });
  });

  test("I'm fine to a warning that has grown worse meanwhile does not quieten the worse one", async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'caution flattery')]);
    await observe(life, [message('2', 'urgent threat-harm')]);
    await life.ask('dismissed', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('3', 'hello')])).toMatchObject({ level: 'urgent' });
  });

  test('the history of one opening gives one warning: that of its last batch', async () => {
    const life = startWorker(createWorld());
    expect(await observe(life, [message('1', 'caution flattery', old)], { more: true })).toBeNull();
    expect(await observe(life, [message('2', 'warning secrecy', old)], { more: true })).toBeNull();
    expect(await observe(life, [message('3', 'hello', old)])).toMatchObject({ level: 'warning' });
  });

  test('where the page can not tell that more follows, the first one stands, until the next live message', async () => {
    const life = startWorker(createWorld());
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    const first = await observe(life, [message('1', 'caution flattery', old)]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toBeNull();
    expect(await observe(life, [message('3', 'hello')])).toMatchObject({ level: 'warning' });
  });

  test('that the page comes to the front again is no opening: older history gives no second warning', async () => {
    const life = startWorker(createWorld());
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    const first = await observe(life, [message('1', 'caution flattery', old)]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    await life.ask('hello', { site: 'demo', starts: false }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toBeNull();
  });

  test('what history held back comes with the next opening, and urgent is never held back', async () => {
    const life = startWorker(createWorld());
    const first = await observe(life, [message('1', 'caution flattery', old)]);
    await life.ask('shown', { alert: first?.alert ?? '', level: 'caution' }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toBeNull();
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    expect(await observe(life, [message('2', 'warning secrecy', old)])).toMatchObject({ level: 'warning' });
    await life.ask('shown', { alert: first?.alert ?? '', level: 'warning' }, tab(1));
    expect(await observe(life, [message('3', 'urgent threat-harm', old)])).toMatchObject({ level: 'urgent' });
  });

  test('advice that is missing costs the words alone', async () => {
    const broken = () => {
      throw new Error('advice/en/secrecy.yaml: is missing');
    };
    const life = startWorker(createWorld(), { loadAdvice: broken });
    expect(await observe(life, [message('1', 'urgent secrecy')])).toMatchObject({
      level: 'urgent',
      title: 'notify_urgent_title',
      why: 'notify_urgent_text',
      todo: [],
    });
  });

  test('an alert that was lost from the store is raised again by new evidence', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await observe(life, [message('1', 'warning secrecy')]);
    world.now += 20 * 86_400_000;
    await observe(life, [message('2', 'hello')]);
    world.now += 11 * 86_400_000;
    await startWorker(world).settled();
    world.now += 2 * 3_600_000;
    await startWorker(world).settled();
    const stored = await storedIn(world);
    expect([stored.alerts.length, stored.conversations.length]).toEqual([0, 1]);
    expect(await observe(startWorker(world), [message('3', 'warning secrecy')])).toMatchObject({ level: 'warning' });
  });
});
