// @vitest-environment happy-dom
/** The pages for parents in a language from right to left: every view, the report and each step of the set-up. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { t } from '../../src/i18n.ts';
import type { ReportFacts } from '../../src/protocol/journal.ts';
import arabic from '../../src/static/public/_locales/ar/messages.json' with { type: 'json' };
import english from '../../src/static/public/_locales/en/messages.json' with { type: 'json' };
import { Welcome } from '../../src/welcome/welcome.tsx';
import { chromeSpeaking, fakeChrome } from '../ui/fake-chrome.ts';
import { NOW } from '../ui/fixtures.ts';
import { ALERTS, entry, fakeSafe, LINES, parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { draw } from '../ui/stage.tsx';
import { breaches, field, guide, open, press, text, tick, type, until } from './stage.tsx';

// Imported parts stand for English; what is drawn from here on is Arabic.
beforeAll(() => {
  vi.stubGlobal('chrome', chromeSpeaking(arabic));
});
afterAll(() => {
  vi.stubGlobal('chrome', fakeChrome);
});

/** Sentences of the English texts; a shorter one may be the name of a thing. */
const ENGLISH = Object.values(english)
  .map(({ message }) => message)
  .filter((message) => !message.includes('$') && message.split(' ').length > 2);

/** Holds of every page, whatever it shows. */
async function isArabic(heading: string): Promise<void> {
  const { lang, dir } = document.documentElement;
  expect([lang, dir]).toEqual(['ar', 'rtl']);
  const shown = text();
  expect(shown).toContain(heading.replace(/\s+/g, ' '));
  expect(ENGLISH.filter((sentence) => shown.includes(sentence))).toEqual([]);
  // A key that has no text stands for itself.
  expect(Object.keys(english).filter((key) => key.includes('_') && shown.includes(key))).toEqual([]);
  expect(await breaches()).toEqual([]);
}

it.each([
  ['#/home', () => t('view_home')],
  ['#/alerts', () => t('filter_level')],
  ['#/alert/u', () => t('parent_alert_todo')],
  ['#/settings', () => t('age_heading')],
  ['#/journal', () => t('journal_begun')],
  ['#/stored', () => t('view_stored')],
  ['#/backup', () => t('backup_read')],
  ['#/help', () => t('view_help')],
  ['#/report/u', () => t('report_make_heading')],
] as const)('%s', async (hash, heading) => {
  await open(hash);
  await isArabic(heading());
});

it('the words of an alert, behind the PIN', async () => {
  await open('#/alert/w', parentHost(), fakeSafe({}, { lines: LINES, unreadable: 0 }));
  await type(t('gate_pin'), 'right pin');
  await press(t('gate_open'));
  await press(t('words_open'));
  expect(text('.words')).toContain('send me ur password');
  await isArabic(t('words_heading'));
});

it('a report on paper', async () => {
  const facts: ReportFacts = {
    alerts: ALERTS.slice(0, 2).map((alert) => ({ ...alert, parts: [] })),
    journal: [entry(4), entry(5)],
    country: 'GB',
    made: NOW,
    zone: 60,
  };
  const host = parentHost({
    'report-facts': () => ({ outcome: 'done', facts }),
    'sign-report': () => ({ outcome: 'done', signature: { publicKey: 'PUBLIC', signature: 'SIGNED' } }),
  });
  await open('#/report/w,u', host);
  await type(t('gate_pin'), 'right pin');
  await press(t('gate_open'));
  await press(t('report_make'));
  await until(() => document.querySelector('.paper') !== null);
  await isArabic(t('paper_no_pictures'));
  // Among Arabic letters the parts of a time or of an address would change places.
  const walk = document.createTreeWalker(document.querySelector('.paper') ?? document, NodeFilter.SHOW_TEXT);
  const exact: string[] = [];
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const said = node.textContent ?? '';
    if (!/\d{4}-\d\d-\d\dT|https:|PUBLIC|SIGNED|^en\//.test(said)) continue;
    exact.push(said);
    expect(node.parentElement?.closest('bdi[dir=ltr]') ?? null, said).not.toBeNull();
  }
  expect(exact.length).toBeGreaterThan(8);
});

it('the set-up, step by step', async () => {
  const host = parentHost({
    house: () => ({ house: UNSET }),
    'set-up-lock': () => ({ outcome: 'done', token: 'token', until: NOW + 1000 }),
  });
  await draw(<Welcome host={host} guide={guide} safe={fakeSafe()} />);
  await isArabic(t('welcome_child_title'));
  await press(t('welcome_next'));
  await isArabic(t('welcome_sites_title'));
  await press(t('welcome_next'));
  await isArabic(t('welcome_pin_title'));
  await type(t('pin_new'), 'blue moon');
  await type(t('pin_again'), 'blue moon');
  await press(t('welcome_next'));
  await isArabic(t('welcome_code_title'));
  expect(field(t('welcome_code_kept')).checked).toBe(false);
  await tick(t('welcome_code_kept'));
  await press(t('welcome_finish'));
  await isArabic(t('welcome_child_page'));
});
