// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { SITES } from '../ui/fixtures.ts';
import { ALERTS, family, parentAlert, parentHost, VIEW } from '../ui/parent-fixtures.ts';
import { bodies, breaches, choose, control, field, open, press, settle, text, until } from './stage.tsx';

const MANY = Array.from({ length: 10_000 }, (_, index) => parentAlert({ id: `a${index}`, title: `chat ${index}` }));

function manyHost() {
  return parentHost({
    'find-alerts': ({ filter, offset, limit }) => {
      const found = MANY.filter(({ title }) => title?.includes(filter.text ?? ''));
      return { alerts: found.slice(offset, offset + limit), total: found.length, sites: [...SITES] };
    },
  });
}
const rows = () => document.querySelectorAll('.row').length;

describe('the list of alerts', () => {
  it('shows each with what, how grave, where and how it stands', async () => {
    await open('#/alerts');
    expect(rows()).toBe(3);
    expect(text('.row')).toContain('Someone asks your child for a password or a code');
    expect(text('.row')).toContain('Warning');
    expect(text('.row')).toContain('The Lounge, chat “maya_new”');
    expect(text('.row')).toContain('New');
    expect(await breaches()).toEqual([]);
  });

  it('names neither site nor chat where the age says so, and offers no filter by site', async () => {
    const hidden = ALERTS.map((alert) => ({ ...alert, site: null, title: null }));
    const host = parentHost({
      'family-settings': () => family({ view: { ...VIEW, parentSeesSite: false } }),
      'find-alerts': () => ({ alerts: hidden, total: hidden.length, sites: [] }),
    });
    await open('#/alerts', host);
    expect(text('.rows')).not.toMatch(/Lounge|maya/);
    expect(() => field('Site')).toThrow('no field');
  });

  it('asks for what is chosen, and begins at the newest again', async () => {
    const host = await open('#/alerts', manyHost());
    await press('Older');
    await choose('How serious', 'Urgent');
    await choose('How it stands', 'Reported');
    await choose('Site', 'Converse.js');
    await choose('What happened', 'Someone asks your child for a password or a code');
    expect(bodies(host, 'find-alerts').at(-1)).toEqual({
      filter: { levels: ['urgent'], states: ['reported'], sites: ['converse'], signals: ['credential-request'] },
      offset: 0,
      limit: 20,
    });
    await press('Clear all');
    expect(bodies(host, 'find-alerts').at(-1)).toEqual({ filter: {}, offset: 0, limit: 20 });
  });

  it('searches once the typing rests, and keeps what is typed', async () => {
    const host = await open('#/alerts', manyHost());
    await settle(() => {
      for (const typed of ['c', 'chat 77', 'chat 777']) {
        field('Search a site').value = typed;
        field('Search a site').dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await until(() => text('#list-count') === '1 to 11 of 11');
    const searches = bodies(host, 'find-alerts').filter((body) => JSON.stringify(body).includes('"text"'));
    expect(searches).toEqual([{ filter: { text: 'chat 777' }, offset: 0, limit: 20 }]);
    expect(field('Search a site').value).toBe('chat 777');
    expect(text('#list-count')).toBe('1 to 11 of 11');
  });

  it('says when nothing fits', async () => {
    await open('#/alerts', parentHost({ 'find-alerts': () => ({ alerts: [], total: 0, sites: [] }) }));
    expect(text('main')).toContain('That does not mean that nothing happened.');
    await choose('How serious', 'Urgent');
    expect(text('main')).toContain('No alert fits');
    expect(await breaches()).toEqual([]);
  });

  it('draws twenty of ten thousand, and turns to both ends', async () => {
    await open('#/alerts', manyHost());
    expect(rows()).toBe(20);
    expect(text('#list-count')).toBe('1 to 20 of 10,000');
    expect(control('Newer').hasAttribute('disabled')).toBe(true);
    await press('Oldest');
    expect(text('#list-count')).toBe('9,981 to 10,000 of 10,000');
    expect(document.activeElement?.id).toBe('list-count');
    expect(control('Older').hasAttribute('disabled')).toBe(true);
    await press('Newer');
    expect(text('#list-count')).toBe('9,961 to 9,980 of 10,000');
    expect(rows()).toBe(20);
  });

  it('goes back to the last page there is when alerts are gone', async () => {
    let all = MANY.slice(0, 45);
    const host = parentHost({
      'find-alerts': ({ offset, limit }) => ({
        alerts: all.slice(offset, offset + limit),
        total: all.length,
        sites: [...SITES],
      }),
    });
    await open('#/alerts', host);
    await press('Oldest');
    expect(text('#list-count')).toBe('41 to 45 of 45');
    const look = () => settle(() => document.dispatchEvent(new Event('visibilitychange')));
    all = all.slice(0, 25);
    await look();
    expect(text('#list-count')).toBe('21 to 25 of 25');
    all = all.slice(0, 5);
    await look();
    expect(text('#list-count')).toBe('1 to 5 of 5');
    expect(rows()).toBe(5);
    all = [];
    await look();
    expect(text('main')).toContain('That does not mean that nothing happened.');
  });

  it('keeps place and choice while one alert is looked at', async () => {
    await open('#/alerts', manyHost());
    await press('Older');
    const go = (hash: string) =>
      settle(() => {
        location.hash = hash;
        window.dispatchEvent(new Event('hashchange'));
      });
    await go('#/alert/w');
    await go('#/alerts');
    expect(text('#list-count')).toBe('21 to 40 of 10,000');
  });

  it('gathers alerts of several pages for one report', async () => {
    await open('#/alerts', manyHost());
    const box = (index: number) =>
      settle(() => document.querySelectorAll<HTMLInputElement>('.row-choice')[index]?.click());
    await box(0);
    await press('Older');
    await box(1);
    expect(text('.chosen-bar')).toContain('Chosen: 2');
    expect(control('Make one report of them').getAttribute('href')).toBe('#/report/a0,a21');
    expect(await breaches()).toEqual([]);
    await press('Choose none');
    expect(document.querySelector('.chosen-bar')).toBeNull();
  });
});

it('a box in the list is named after its alert', async () => {
  await open('#/alerts');
  const names = [...document.querySelectorAll('.row-choice')].map((box) => box.getAttribute('aria-label'));
  expect(names[0]).toBe('Choose for a report: Someone asks your child for a password or a code');
});
