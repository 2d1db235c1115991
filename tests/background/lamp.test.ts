import { describe, expect, it } from 'vitest';
import { lightOf } from '../../src/background/lamp.ts';
import { createWorld, PAGE, responseOf, rung, startWorker, tab, type World } from './fake-browser.ts';
import { batch, message } from './fake-engine.ts';

const health = (state: 'watching' | 'partly' | 'not-understood' | 'idle') =>
  ({ site: 'demo', state, missing: [] }) as const;

describe('the light', () => {
  it.each([
    ['on', { health: health('watching'), on: true }, false],
    ['on', { health: health('idle'), on: true }, false],
    ['on', { health: null, on: true }, false],
    ['not-understood', { health: health('partly'), on: true }, false],
    ['not-understood', { health: health('not-understood'), on: true }, false],
    ['off', { health: null, on: false }, false],
    ['off', null, false],
    ['alert', { health: health('watching'), on: true }, true],
    ['alert', null, true],
  ] as const)('is "%s"', (light, status, unseen) => {
    expect(lightOf(status, unseen)).toBe(light);
  });
});

describe('the lamp of the toolbar', () => {
  /** The picture that each tab shows; `all` for those of which nothing else was said. */
  function start(world: World) {
    const shown = new Map<number | 'all', string>();
    const titles = new Map<number | 'all', string>();
    const life = startWorker(world, {}, (base) => ({
      ...base,
      action: {
        ...base.action,
        setIcon: async ({ tabId, path }) =>
          void shown.set(tabId ?? 'all', /(\w[\w-]*)-16/.exec(path[16] ?? '')?.[1] ?? ''),
        setTitle: async ({ tabId, title }) => void titles.set(tabId ?? 'all', title),
      },
    }));
    return { life, shown, titles };
  }

  it('shows a page that is read, one that is not understood, an alert, and that it was seen', async () => {
    const { life, shown, titles } = start(createWorld());
    await life.settled();
    expect(shown.get('all')).toBe('off');
    await life.ask('hello', { site: 'demo' }, tab(1));
    await life.ask('health', { health: health('watching') }, tab(1));
    await life.ask('hello', { site: 'demo' }, tab(2));
    await life.ask('health', { health: health('not-understood') }, tab(2));
    await rung(life);
    expect([shown.get(1), shown.get(2)]).toEqual(['on', 'not-understood']);
    expect(titles.get(1)).toContain('status_watching_title');
    await life.ask('observe', { batch: batch([message('k', 'warning credential-request')]) }, tab(1));
    await rung(life);
    expect([shown.get(1), shown.get(2), shown.get('all')]).toEqual(['alert', 'alert', 'alert']);
    const { alerts } = responseOf(await life.ask('alerts', { limit: 5, tab: null }, PAGE));
    await life.ask('mark-seen', { alerts: alerts.map(({ id }) => id) }, PAGE);
    expect([shown.get(1), shown.get(2), shown.get('all')]).toEqual(['on', 'not-understood', 'off']);
  });
});
