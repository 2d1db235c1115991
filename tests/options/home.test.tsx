// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { weekSentence } from '../../src/options/week-words.ts';
import type { WeekOfAlerts } from '../../src/protocol/family.ts';
import { NOW, silence } from '../ui/fixtures.ts';
import { family, findIn, parentAlert, parentHost, UNSET, VIEW, WEEKS } from '../ui/parent-fixtures.ts';
import { breaches, control, guide, open, press, settle, text } from './stage.tsx';

describe('the overview', () => {
  it('says in a sentence what happened and what to do first, before anything else', async () => {
    await open('#/home');
    const main = text('main');
    expect(text('[aria-labelledby=pressing]')).toContain("Someone holds your child's account, or says so");
    expect(text('[aria-labelledby=pressing]')).toContain('First: Go to your child. Say that they are not in trouble.');
    expect(main.indexOf('First:')).toBeGreaterThan(0);
    expect(main.indexOf('First:')).toBeLessThan(main.indexOf('This week'));
    expect(await breaches()).toEqual([]);
  });

  it.each([
    [
      'an old one, however many milder ones came since',
      [
        ...Array.from({ length: 60 }, (_, index) => parentAlert({ id: `c${index}`, level: 'caution' })),
        parentAlert({ id: 'old', level: 'urgent' }),
      ],
      'old',
    ],
    [
      'no graver one that was dealt with',
      [
        ...Array.from({ length: 60 }, (_, index) =>
          parentAlert({ id: `r${index}`, level: 'urgent', state: 'reported' }),
        ),
        parentAlert({ id: 'new' }),
      ],
      'new',
    ],
    ['of equals the newest', [parentAlert({ id: 'newer' }), parentAlert({ id: 'older' })], 'newer'],
  ])('begins with the gravest that nobody has dealt with: %s', async (_, alerts, id) => {
    await open('#/home', parentHost({ 'find-alerts': findIn(alerts) }));
    expect(document.querySelector('[aria-labelledby=pressing] a')?.getAttribute('href')).toBe(`#/alert/${id}`);
    expect(document.querySelectorAll('[aria-labelledby=latest] .row')).toHaveLength(Math.min(5, alerts.length));
  });

  it('begins with none where all were dealt with', async () => {
    const alerts = [parentAlert({ id: 'r', level: 'urgent', state: 'reported' })];
    await open('#/home', parentHost({ 'find-alerts': findIn(alerts) }));
    expect(document.querySelector('[aria-labelledby=pressing]')).toBeNull();
  });

  it('says how often the child said that it is not a problem, and nothing when never', async () => {
    await open('#/home', parentHost({ weeks: () => ({ weeks: [...WEEKS], notAProblem: 3 }) }));
    expect(text('main')).toContain('Alerts of which your child said “It’s not a problem”: 3');
    await open('#/home', parentHost());
    expect(text('main')).not.toContain('not a problem');
  });

  it('shows the weeks as bars and as a table with the same figures', async () => {
    await open('#/home');
    expect(document.querySelectorAll('.chart-bar')).toHaveLength(4);
    const rows = [...document.querySelectorAll('.chart tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    );
    expect(rows).toHaveLength(12);
    expect(rows.slice(0, 3)).toEqual([
      ['0', '1', '1'],
      ['2', '1', '0'],
      ['0', '0', '0'],
    ]);
  });

  it('draws nothing of the levels that this age does not show', async () => {
    await open('#/home', parentHost({ 'family-settings': () => family({ view: { ...VIEW, parentFrom: 'urgent' } }) }));
    expect([...document.querySelectorAll('.chart thead th')].map((head) => head.textContent)).toEqual([
      'Week of',
      'Urgent',
    ]);
    expect(text('main')).toContain('shows less here than to your child');
  });

  it('promises nothing when there is nothing', async () => {
    await open('#/home', parentHost({ 'find-alerts': () => ({ alerts: [], total: 0, sites: [] }) }));
    expect(document.querySelector('[aria-labelledby=pressing]')).toBeNull();
    expect(text('main')).toContain('That does not mean that nothing happened.');
    expect(await breaches()).toEqual([]);
  });

  it('gives a way to begin a talk that fits the age, and another when asked', async () => {
    await open('#/home', parentHost({ house: () => ({ house: { ...UNSET, ageGroup: '16-17' } }) }));
    const fitting = (await guide.starters('16-17')).map(({ say }) => say);
    const said = () => text('[aria-labelledby=starter] q');
    const shown: string[] = [];
    for (let turn = 0; turn <= fitting.length; turn++) {
      shown.push(said());
      await press('Another idea');
    }
    expect(shown.at(-1)).toBe(shown[0]);
    expect(shown.slice(1).sort()).toEqual(fitting.sort());
    expect(await breaches()).toEqual([]);
  });

  it('leads to the set-up while no PIN is set', async () => {
    const host = await open('#/home', parentHost({ house: () => ({ house: UNSET }) }));
    await press('Set it up');
    expect(host.opened).toEqual(['src/welcome/welcome.html']);
  });

  it('looks again when it is brought to the front', async () => {
    const host = await open('#/home');
    const before = host.asked.filter(({ kind }) => kind === 'find-alerts').length;
    await settle(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(host.asked.filter(({ kind }) => kind === 'find-alerts').length).toBeGreaterThan(before);
  });

  it('marks nothing as seen: that is for the child', async () => {
    const host = await open('#/home');
    expect(host.asked.map(({ kind }) => kind)).not.toContain('mark-seen');
  });

  it('offers to try again when the background is silent', async () => {
    let dead = true;
    const host = parentHost({ weeks: () => (dead ? silence() : { weeks: [], notAProblem: 0 }) });
    await open('#/home', host);
    expect(text('main')).toContain('Nightlight didn’t answer');
    expect(await breaches()).toEqual([]);
    dead = false;
    await press('Try again');
    expect(text('main')).toContain('Latest alerts');
  });

  it.each(['full', 'corrupt', 'newer', 'upgrade'] as const)('says when the store is %s', async (state) => {
    await open('#/home', parentHost({ alerts: () => ({ alerts: [], elsewhere: [], state }) }));
    expect(document.querySelector('.notice[data-kind="trouble"]')).not.toBeNull();
    expect(await breaches()).toEqual([]);
  });
});

describe('the menu', () => {
  it('leads to each view, which takes the focus and names the page', async () => {
    await open('#/home');
    for (const name of ['Alerts', 'Settings', 'Journal', 'What is stored', 'Backup', 'Help']) {
      const link = control(name);
      await settle(() => {
        location.hash = link.getAttribute('href') ?? '';
        window.dispatchEvent(new Event('hashchange'));
      });
      expect(document.activeElement?.textContent).toBe(name);
      expect(document.title).toContain(name);
      expect(document.querySelector('nav [aria-current=page]')?.textContent).toBe(name);
      expect(await breaches(), name).toEqual([]);
    }
  });
});

describe('the week in a sentence', () => {
  const week = (caution: number, warning: number, urgent: number): WeekOfAlerts => ({
    start: NOW,
    caution,
    warning,
    urgent,
  });
  it.each([
    [[week(0, 0, 0), week(0, 0, 0)], 'Nothing was noticed this week. That does not mean that nothing happened.'],
    [[week(1, 0, 0), week(0, 0, 0)], 'Nothing was noticed this week. Last week there was something.'],
    [
      [week(0, 0, 0), week(1, 0, 0)],
      'Nightlight raised one alert this week, at “Caution”. That is more than last week.',
    ],
    [
      [week(4, 0, 1), week(2, 1, 0)],
      'Nightlight raised 3 alerts this week; the gravest is “Warning”. That is less than last week.',
    ],
    [[week(0, 1, 0), week(0, 0, 1)], 'Nightlight raised one alert this week, at “Urgent”. As many as last week.'],
    [[], 'Nothing was noticed this week. That does not mean that nothing happened.'],
  ])('%j', (weeks, sentence) => {
    expect(weekSentence(weeks, 'en')).toBe(sentence);
  });
});
