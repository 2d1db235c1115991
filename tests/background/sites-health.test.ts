import { describe, expect, test } from 'vitest';
import type { Health } from '../../src/protocol/messages.ts';
import { createWorld, type Life, PAGE, responseOf, startWorker, tab } from './fake-browser.ts';
import { askOf, setUp } from './family/family.ts';

const watching = (site = 'demo'): Health => ({ site, state: 'watching', missing: [] });
const partly: Health = { site: 'demo', state: 'partly', missing: ['direction'] };
const tell = async (life: Life, health: Health, at = 1) => responseOf(await life.ask('health', { health }, tab(at)));
const sites = async (life: Life) => responseOf(await life.ask('sites-health', {}, PAGE)).sites;

describe('how well each site is understood', () => {
  test('nothing is known until a chat was open', async () => {
    const life = startWorker(createWorld());
    await life.ask('hello', { site: 'demo', starts: true }, tab(1));
    await tell(life, { site: 'demo', state: 'idle', missing: [] });
    expect(await sites(life)).toEqual([]);
  });

  test('since when: from the first time of a row of equal answers, over the end of the worker and in any tab', async () => {
    const world = createWorld();
    const first = world.now;
    let life = startWorker(world);
    await tell(life, watching());
    life.kill();
    life = startWorker(world);
    world.now = first + 5000;
    await tell(life, watching(), 2);
    expect(await sites(life)).toEqual([{ health: watching(), origin: null, since: first, at: first + 5000 }]);
    world.now = first + 9000;
    await tell(life, partly);
    expect(await sites(life)).toEqual([{ health: partly, origin: null, since: first + 9000, at: first + 9000 }]);
  });

  test('what is missing is that of the newest answer, while it is the same state', async () => {
    const world = createWorld();
    const first = world.now;
    const life = startWorker(world);
    await tell(life, partly);
    world.now += 1000;
    await tell(life, { ...partly, missing: ['composer'] });
    expect(await sites(life)).toEqual([
      { health: { ...partly, missing: ['composer'] }, origin: null, since: first, at: first + 1000 },
    ]);
  });

  test('a page without a chat and a closed tab take nothing back', async () => {
    const life = startWorker(createWorld());
    await tell(life, watching());
    await tell(life, { site: 'demo', state: 'idle', missing: [] });
    await life.study.tabGone(1);
    expect(await sites(life)).toMatchObject([{ health: watching() }]);
  });

  test('the newest site comes first', async () => {
    const life = startWorker(createWorld());
    for (const site of ['one', 'two', 'one']) await tell(life, watching(site));
    expect((await sites(life))?.map(({ health }) => health.site)).toEqual(['one', 'two']);
  });

  test('is gone when everything is erased', async () => {
    const life = startWorker(createWorld());
    await tell(life, watching());
    responseOf(await life.ask('erase-all', {}, PAGE));
    expect(await sites(life)).toEqual([]);
  });
});

describe('where the age hides the sites', () => {
  test('nothing is told of any', async () => {
    const life = startWorker(createWorld());
    await setUp(life, { ageGroup: '16-17' });
    await tell(life, watching());
    expect(await sites(life)).toBeNull();
  });

  test('also when a family hides them at a younger age, until it shows them again', async () => {
    const life = startWorker(createWorld());
    await tell(life, watching());
    const ask = askOf(life);
    await ask('change-settings', { token: null, revision: 0, change: { view: { parentSeesSite: false } } });
    expect(await sites(life)).toBeNull();
    await ask('change-settings', { token: null, revision: 1, change: { view: {} } });
    expect(await sites(life)).toMatchObject([{ health: watching() }]);
  });
});
