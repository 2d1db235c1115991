// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/journal/entry.ts';
import { factsText } from '../../src/options/journal-words.ts';
import { KEPT } from '../../src/options/kept.ts';
import { ProtocolError } from '../../src/protocol/error.ts';
import type { JournalEntry, JournalKind } from '../../src/protocol/journal.ts';
import { STORES } from '../../src/store/shelf.ts';
import { NOW, STORED, silence } from '../ui/fixtures.ts';
import { entry, family, parentHost, UNSET, VIEW } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, field, open, press, settle, text, unlock } from './stage.tsx';

describe('the journal', () => {
  it('shows what mattered, newest first, and that the chain holds', async () => {
    await open('#/journal');
    expect(text('main')).toContain('The journal is whole');
    expect([...document.querySelectorAll('.entry')].map((each) => each.textContent)).toEqual([
      expect.stringContaining('Settings were changed'),
      expect.stringContaining('The journal was begun'),
    ]);
    expect(await breaches()).toEqual([]);
  });

  it.each([
    ['changed', 'not as it was written'],
    ['missing', 'entries are missing'],
    ['order', 'not in order'],
    ['signature', 'signature of a day'],
    ['unreadable', 'can’t be read'],
  ] as const)('that was tampered with shows where and why: %s', async (why, words) => {
    const entries = [entry(12), entry(11), entry(10)];
    await open('#/journal', parentHost({ journal: () => ({ entries, check: { whole: false, broken: 11, why } }) }));
    expect(text('main')).toContain('The journal is broken at entry 11');
    expect(text('main')).toContain(words);
    expect(text('.entry[data-broken=true]')).toContain('No. 11');
    expect(text('.entry[data-broken=true]')).toContain('Here the chain breaks.');
    expect(await breaches()).toEqual([]);
  });

  it('comes fifty entries at a time', async () => {
    const all = Array.from({ length: 80 }, (_, index) => entry(80 - index));
    const host = parentHost({
      journal: ({ before, limit }) => ({
        entries: all.filter(({ seq }) => before === null || seq < before).slice(0, limit),
        check: { whole: true, from: 1, to: 80 },
      }),
    });
    await open('#/journal', host);
    expect(document.querySelectorAll('.entry')).toHaveLength(50);
    await press('Show more');
    expect(document.querySelectorAll('.entry')).toHaveLength(80);
    expect(() => control('Show more')).toThrow('no control');
  });

  it('begins at its newest again when the page is brought to the front', async () => {
    let all = Array.from({ length: 80 }, (_, index) => entry(80 - index));
    const host = parentHost({
      journal: ({ before, limit }) => ({
        entries: all.filter(({ seq }) => before === null || seq < before).slice(0, limit),
        check: { whole: true, from: 1, to: all.length },
      }),
    });
    await open('#/journal', host);
    await press('Show more');
    all = [entry(81), ...all];
    await settle(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(text('.entry')).toContain('No. 81');
    expect(document.querySelectorAll('.entry')).toHaveLength(50);
    expect(text('main')).toContain('81');
    await press('Show more');
    expect(document.querySelectorAll('.entry')).toHaveLength(81);
  });

  it('has words for every kind of entry', async () => {
    const entries = KINDS.map((kind, index) => entry(100 - index, { kind }));
    await open('#/journal', parentHost({ journal: () => ({ entries, check: { whole: true, from: 1, to: 100 } }) }));
    for (const each of document.querySelectorAll('.entry')) expect(each.textContent).not.toMatch(/journal_/);
  });

  it('tells facts and no identities', () => {
    const told = (kind: JournalKind, facts: JournalEntry['facts']) =>
      factsText({ kind, facts }, (id) => id.toUpperCase());
    expect(told('alert', { alert: 'x1', site: 'discord', level: 'urgent' })).toBe('(Urgent · DISCORD)');
    expect(told('settings', { changed: 'country,ageGroup,nonsense' })).toBe('(Country and Age of your child)');
    expect(told('settings', { changed: 'country', from: 'sync' })).toBe('(Country · from another device)');
    expect(told('unlocked', { wrongBefore: 0 })).toBe('');
    expect(told('unlocked', { wrongBefore: 3 })).toBe('(wrong tries before: 3)');
    expect(told('pin-wrong', { failed: 1 })).toBe('(wrong tries: 1)');
    expect(told('report', { alerts: 2 })).toBe('(alerts in it: 2)');
    expect(told('pause', { minutes: 240 })).toBe('(4 hours)');
    expect(told('gap', { from: NOW, to: NOW, minutes: 0 })).toBe(
      '(from Nov 25, 2026, 12:00 PM to Nov 25, 2026, 12:00 PM)',
    );
    expect(told('gap', { from: NOW, to: NOW, minutes: 0, why: 'store-lost' })).toContain(
      'what was kept before is gone',
    );
    expect(told('store', { from: NOW, to: NOW, minutes: 0, why: 'upgrade' })).toBe(
      '(from Nov 25, 2026, 12:00 PM to Nov 25, 2026, 12:00 PM · a change to a new version failed; what was kept before stayed as it was)',
    );
    for (const why of ['full', 'corrupt', 'newer']) expect(told('store', { why })).toMatch(/^\(.{10,}\)$/);
    expect(told('store', { why: 'nonsense' })).toBe('');
    expect(told('alert-state', { alert: 'x1', state: 'false-alarm' })).toBe('(False alarm)');
    expect(told('permission', { private: 'allowed' })).toBe('(private windows: allowed)');
    expect(told('permission', { private: 'withdrawn' })).toBe('(private windows: no longer allowed)');
    expect(told('permission', { withdrawn: '*://*/*' })).toBe('(no longer allowed)');
    expect(told('permission', { granted: 'https://chat.example.org/*' })).toBe('(allowed)');
    expect(told('sync', { on: true })).toBe('(switched on)');
    expect(told('day-signed', { key: 'AAAA', signature: 'BBBB' })).toBe('');
  });
});

describe('what is stored', () => {
  it('is counted, named, and told when it goes and who can read it', async () => {
    const host = parentHost({
      'family-settings': () => family({ settings: { ...family().settings, retentionDays: 7 } }),
    });
    await open('#/stored', host);
    expect(text('.counts')).toBe('Alerts3Chats with notes1,234Settings1Space used, about48.2 kB');
    expect(text('.kept')).toContain('The words of an alert');
    expect(text('.kept')).toContain('Only with the PIN or the recovery code7 days after the last change');
    expect(text('main')).toContain('The words of any other message. They are read in memory and let go.');
    expect(await breaches()).toEqual([]);
  });

  it('does not count alerts where some are not shown: their number would give them away', async () => {
    const view = { ...VIEW, parentFrom: 'warning' } as const;
    await open('#/stored', parentHost({ 'family-settings': () => family({ view }) }));
    expect(text('.counts')).toBe('Chats with notes1,234Settings1Space used, about48.2 kB');
  });

  it('is counted anew when the page is brought to the front', async () => {
    let alerts = 3;
    await open('#/stored', parentHost({ stored: () => ({ stored: { ...STORED, alerts } }) }));
    alerts = 4;
    await settle(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(text('.counts')).toContain('Alerts4');
  });

  it('names every place that anything can lie in', () => {
    const told = new Set(KEPT.flatMap(({ places }) => places));
    expect([...told].sort(), 'a new store: tell the parent of it in src/options/kept.ts').toEqual(
      [...STORES, 'local', 'session', 'sync'].sort(),
    );
  });

  it('has no size where the browser does not tell', async () => {
    await open('#/stored', parentHost({ stored: () => ({ stored: { ...STORED, bytes: null } }) }));
    expect(text('.counts')).toContain('The browser does not tell');
  });
});

describe('erase everything', () => {
  it('needs the PIN, then a second answer, and says that it is done', async () => {
    const host = await open('#/stored', parentHost({ 'erase-all': () => ({ ok: true }) }));
    expect(control('Erase everything').hasAttribute('disabled')).toBe(true);
    await unlock();
    await press('Erase everything');
    expect(bodies(host, 'erase-all')).toEqual([]);
    expect(document.activeElement?.getAttribute('role')).toBe('alertdialog');
    expect(text('[role=alertdialog]')).toContain('can’t be brought back');
    expect(await breaches()).toEqual([]);
    await settle(() =>
      document
        .querySelector('[role=alertdialog]')
        ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
    );
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Erase everything');
    await press('Erase everything');
    await press('Yes, erase everything');
    expect(bodies(host, 'erase-all')).toEqual([{ token: 'token' }]);
    expect(text('main')).toContain('Everything was erased.');
  });

  it('says when it could not', async () => {
    await open('#/stored', parentHost({ house: () => ({ house: UNSET }), 'erase-all': silence }));
    await press('Erase everything');
    await press('Yes, erase everything');
    expect(text('main')).toContain('It could not be erased');
    expect(text('main')).toContain('Nightlight didn’t answer.');
    expect(control('Erase everything').hasAttribute('disabled')).toBe(false);
  });

  it.each([
    ['failed (LockedError)', 'locked', 'The page is locked again. Enter the PIN and try once more.', true],
    ['failed (QuotaExceededError)', 'failed', 'Something went wrong. Try again in a moment.', false],
  ] as const)(
    'that the background refuses says so in plain words, and asks for the PIN where it is wanted: %s',
    async (technical, why, words, gate) => {
      const refuse = () => {
        throw new ProtocolError(`erase-all: ${technical}`, why);
      };
      await open('#/stored', parentHost({ 'erase-all': refuse }));
      await unlock();
      await press('Erase everything');
      await press('Yes, erase everything');
      expect(text('main')).toContain(words);
      expect(text('main')).not.toContain('erase-all');
      expect(document.querySelector('.gate') !== null).toBe(gate);
    },
  );
});

describe('the menu of helplines', () => {
  it('is that of the country', async () => {
    await open('#/help');
    expect(text('main')).toContain('NSPCC Helpline');
    expect(await breaches()).toEqual([]);
  });
});

it('each button that shows a field is named after it, for whoever hears the page', async () => {
  await open('#/alert/w');
  const names = [...document.querySelectorAll('.secret-row button')].map((button) => button.textContent);
  expect(names).toEqual(['Show Your PIN or passphrase', 'Show Recovery code']);
});

it('a field can be looked at while it is typed', async () => {
  await open('#/alert/w');
  const show = document.querySelector<HTMLButtonElement>('.gate .secret-row button');
  expect(field('Your PIN or passphrase').type).toBe('password');
  await settle(() => show?.click());
  expect(field('Your PIN or passphrase').type).toBe('text');
  expect(show?.getAttribute('aria-pressed')).toBe('true');
});
