import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { chooseLines } from '../../../src/background/family/seal-lines.ts';
import { unlock } from '../../../src/sealing/index.ts';
import { DATABASE } from '../../../src/store/database.ts';
import { createWorld, type Life, startWorker, tab, type World } from '../fake-browser.ts';
import { batch, message } from '../fake-engine.ts';
import { plant, storedIn } from '../stored.ts';
import { askOf, PIN, setUp } from './family.ts';

const SECRETS = ['marmalade', 'xylophone', 'Quilliam', 'Featherstone'];

/** Everything that lies on the disk or in the session, as one text. */
async function dump(world: World, where: 'disk' | 'session'): Promise<string> {
  if (where === 'session') return JSON.stringify([...world.session]);
  const database = await openDB(`${world.database}/${DATABASE}`);
  const stores = await Promise.all(
    [...database.objectStoreNames].map(async (name) => [name, await database.getAll(name)]),
  );
  database.close();
  return JSON.stringify([[...world.local], stores]);
}

async function chat(life: Life, texts: readonly string[], thread = 'one'): Promise<void> {
  const rows = texts.map((text, index) =>
    message(`${thread}-${index}`, text, { author: 'Quilliam', direction: index % 2 === 0 ? 'peer' : 'child' }),
  );
  await life.ask('observe', { batch: batch(rows, { thread, title: 'Someone' }) }, tab(1));
}

async function alertsOf(life: Life) {
  return (await askOf(life)('find-alerts', { filter: {}, offset: 0, limit: 50 })).alerts;
}

describe('what lies in the stores', () => {
  test('no text of a chat and no author, before and after set-up, in an alert and out of one, after a kill', async () => {
    const world = createWorld();
    let life = startWorker(world);
    await chat(life, ['marmalade first', 'urgent threat-harm xylophone'], 'early');
    await setUp(life, { ageGroup: 'under-13' });
    await chat(life, ['hello marmalade', 'caution secrecy xylophone', 'Featherstone road']);
    life.kill();
    life = startWorker(world);
    await chat(life, ['x', 'y', 'z', 'urgent threat-exposure marmalade']);
    expect((await storedIn(world)).alerts).toHaveLength(2);
    const disk = await dump(world, 'disk');
    for (const secret of SECRETS) expect(disk.includes(secret), secret).toBe(false);
    expect(disk).not.toContain(PIN);
    // The words themselves are there for who has the PIN: the test would notice if nothing had been stored at all.
    const opened = await unlock(askOf(life), 'pin', PIN);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    const { door } = opened;
    const alert = (await alertsOf(life)).find(({ lines }) => lines > 0);
    const answer = await askOf(life)('alert-lines', { token: door.token, alert: alert?.id ?? '' });
    if (answer.outcome !== 'done') throw new Error(answer.outcome);
    const { lines, unreadable } = await door.open(answer.parts);
    expect(unreadable).toBe(0);
    expect(lines.map(({ text }) => text).join(' ')).toContain('hello marmalade caution secrecy xylophone Featherstone');
    expect(lines[0]).toMatchObject({ author: 'Quilliam', direction: 'peer', history: false });
  });

  test('the memory of the session goes with the browser: text waits nowhere else', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    await chat(life, ['marmalade']);
    expect(await dump(world, 'session')).toContain('marmalade');
    expect(await dump(world, 'disk')).not.toContain('marmalade');
  });

  test('the private key lies nowhere in the open', async () => {
    const world = createWorld();
    await setUp(startWorker(world));
    // Every P-256 key in PKCS #8 begins alike.
    expect(await dump(world, 'disk')).not.toContain('MIGHAgEAMBMGByqGSM49');
    expect(await dump(world, 'session')).not.toContain('MIGHAgEAMBMGByqGSM49');
  });
});

describe('which lines are sealed', () => {
  const read = (text: string, grewTo: 'caution' | 'urgent' | null = null) => ({
    line: { author: 'a', direction: 'peer', text, time: null, history: false } as const,
    grewTo,
  });
  const none = { lines: [], after: 0, level: null };
  const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

  test('twelve before a finding, the finding, six after it; the rest waits', () => {
    const rows = Array.from({ length: 40 }, (_, index) => read(`${index}`, index === 20 ? 'urgent' : null));
    const chosen = chooseLines(none, rows, 'urgent');
    expect(texts(chosen.seal)).toEqual(Array.from({ length: 19 }, (_, index) => `${index + 8}`));
    expect(texts(chosen.lines)).toEqual(Array.from({ length: 12 }, (_, index) => `${index + 28}`));
  });

  test('over batches each line is sealed once', () => {
    const first = chooseLines(none, [read('a'), read('b', 'urgent')], 'urgent');
    const second = chooseLines(first, [read('c'), read('d', 'urgent'), read('e')], 'urgent');
    expect([texts(first.seal), texts(second.seal), texts(second.lines)]).toEqual([['a', 'b'], ['c', 'd', 'e'], []]);
  });

  test('milder than the level of the age: nothing; it comes along when the worse one comes', () => {
    const first = chooseLines(none, [read('a', 'caution'), read('b')], 'urgent');
    expect(first.seal).toEqual([]);
    expect(texts(chooseLines(first, [read('c', 'urgent')], 'urgent').seal)).toEqual(['a', 'b', 'c']);
    expect(chooseLines(none, [read('a', 'urgent')], null).seal).toEqual([]);
  });

  test.each([
    ['none', null],
    ['those of a worse level alone', 'urgent'],
  ] as const)('after a finding, once the view shows %s: no more', (_name, from) => {
    const first = chooseLines(none, [read('a', 'caution'), read('b')], 'caution');
    expect(texts(first.seal)).toEqual(['a', 'b']);
    const second = chooseLines(first, [read('c'), read('d')], from);
    expect([texts(second.seal), texts(second.lines)]).toEqual([[], ['c', 'd']]);
    // What is shown again later begins with the next finding.
    expect(chooseLines(second, [read('e')], 'caution').seal).toEqual([]);
  });

  test('a view that becomes stricter seals nothing more, also over the end of the worker', async () => {
    const world = createWorld();
    let life = startWorker(world);
    const door = await setUp(life, { ageGroup: 'under-13' });
    await chat(life, ['caution secrecy']);
    const { revision } = await askOf(life)('family-settings', {});
    const change = { view: { linesFrom: 'urgent' } } as const;
    await askOf(life)('change-settings', { token: door.token, revision, change });
    life.kill();
    life = startWorker(world);
    await chat(life, ['caution secrecy', 'marmalade']);
    expect((await storedIn(world)).alerts).toMatchObject([{ lines: 1, parts: 1 }]);
  });

  test('a view that stays as it is seals what comes after, also over the end of the worker', async () => {
    const world = createWorld();
    let life = startWorker(world);
    await setUp(life, { ageGroup: 'under-13' });
    await chat(life, ['caution secrecy']);
    life.kill();
    life = startWorker(world);
    await chat(life, ['caution secrecy', 'marmalade']);
    expect((await storedIn(world)).alerts).toMatchObject([{ lines: 2, parts: 2 }]);
  });

  test.each([
    ['under-13', 'caution', 1],
    ['13-15', 'caution', 0],
    ['13-15', 'urgent', 1],
    ['16-17', 'urgent', 0],
  ] as const)('%s, %s: %i lines', async (ageGroup, level, lines) => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life, { ageGroup });
    await chat(life, [`${level} secrecy`]);
    expect((await storedIn(world)).alerts).toMatchObject([{ lines, parts: lines }]);
  });

  test('a flood fills no more than its part', async () => {
    const world = createWorld();
    const life = startWorker(world);
    await setUp(life);
    for (let index = 0; index < 80; index++) await chat(life, ['urgent threat-harm'].concat('x'), `${index % 1}`);
    for (let index = 0; index < 80; index++)
      await life.ask('observe', { batch: batch([message(`f${index}`, 'urgent threat-harm', {})]) }, tab(1));
    const [alert] = (await storedIn(world)).alerts;
    expect(alert?.parts).toBeLessThanOrEqual(60);
    expect(alert?.lines).toBeLessThanOrEqual(300);
  });
});

test('a part that was moved, changed or taken out is counted, and the others open', async () => {
  const world = createWorld();
  const life = startWorker(world);
  const door = await setUp(life);
  for (const [index, text] of ['urgent threat-harm', 'threat-exposure', 'secrecy'].entries())
    await life.ask('observe', { batch: batch([message(`m${index}`, text)]) }, tab(1));
  const [alert] = await alertsOf(life);
  const key = (part: number) => `${alert?.id}/00${part}`;
  const { parts } = await (async () => {
    const answer = await askOf(life)('alert-lines', { token: door.token, alert: alert?.id ?? '' });
    if (answer.outcome !== 'done') throw new Error(answer.outcome);
    return answer;
  })();
  expect(parts.map(({ part }) => part)).toEqual([1, 2, 3]);
  life.kill();
  await plant(world, 'sealed', key(1), { ...parts[1], part: 1, touched: 0 });
  await plant(world, 'sealed', key(2), { broken: true });
  const ask = askOf(startWorker(world));
  const answer = await ask('alert-lines', { token: door.token, alert: alert?.id ?? '' });
  if (answer.outcome !== 'done') throw new Error(answer.outcome);
  expect(await door.open(answer.parts)).toEqual({
    lines: [expect.objectContaining({ text: 'secrecy' })],
    unreadable: 1,
  });
});

test('every instant at which the worker can end while it seals: lines, alert and journal are of one piece', async () => {
  for (let steps = 1; ; steps++) {
    const world = createWorld();
    const first = startWorker(world);
    await setUp(first);
    first.kill();
    let life = startWorker(world);
    await life.settled();
    life.killAfter(steps);
    const body = { batch: batch([message('1', 'hello'), message('2', 'urgent threat-harm')]) };
    await life.ask('observe', body, tab(1));
    const ended = life.dead;
    if (ended) {
      life = startWorker(world);
      await life.ask('observe', body, tab(1));
    }
    const { alerts } = await storedIn(world);
    life.kill();
    const { entries, check } = await askOf(startWorker(world))('journal', { before: null, limit: 50 });
    const kinds = entries.map(({ kind }) => kind);
    expect(check.whole, `ended at ${steps}`).toBe(true);
    expect(
      kinds.filter((kind) => kind === 'alert'),
      `ended at ${steps}`,
    ).toHaveLength(1);
    expect(
      kinds.filter((kind) => kind === 'evidence'),
      `ended at ${steps}`,
    ).toHaveLength(1);
    expect(alerts, `ended at ${steps}`).toMatchObject([{ parts: 1, lines: 2 }]);
    if (!ended) break;
  }
}, 60_000);
