// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { Popup } from '../../src/popup/popup.tsx';
import type { HouseStatus } from '../../src/protocol/family.ts';
import type { AlertSummary } from '../../src/protocol/messages.ts';
import {
  CAUTION,
  fakeHost,
  HOUSE,
  MINUTE,
  NOW,
  pageWith,
  SETTINGS,
  SITES,
  silence,
  URGENT,
  WARNING,
} from '../ui/fixtures.ts';
import { breaches, control, draw, guide, press, settle, text } from '../ui/stage.tsx';

describe('the page in front', () => {
  it.each([
    ['watching', pageWith('watching'), 'Nightlight is on', 'over this chat on The Lounge'],
    ['idle', pageWith('idle'), 'Nightlight is on', 'No chat is open on The Lounge'],
    ['partly', pageWith('partly', ['direction']), 'sees only a part', 'can’t always tell who wrote a message'],
    ['not-understood', pageWith('not-understood', ['container']), 'can’t read this page', 'The Lounge looks different'],
    ['unknown', { health: null, on: true }, 'isn’t watching here', 'not a chat page that it knows'],
    ['off', { health: null, on: false }, 'switched off here', 'doesn’t read this site'],
  ] as const)('is %s, in plain words', async (state, page, title, words) => {
    await draw(<Popup host={fakeHost({ 'page-status': () => page })} guide={guide} />);
    expect(document.querySelector('.sky-state')?.getAttribute('data-state')).toBe(state);
    expect(text('.sky')).toContain(title);
    expect(text('.sky')).toContain(words);
    expect(await breaches()).toEqual([]);
  });

  it('asks about the active tab', async () => {
    const host = fakeHost();
    await draw(<Popup host={host} guide={guide} />);
    expect(host.asked).toContainEqual({ kind: 'page-status', body: { tab: 7 } });
  });

  it('is unknown when there is no tab', async () => {
    const host = { ...fakeHost(), activeTab: async () => null };
    await draw(<Popup host={host} guide={guide} />);
    expect(text('.sky')).toContain('isn’t watching here');
  });
});

describe('how a page is built', () => {
  const REPORT = 'Nightlight 0.1.0, site thelounge: not-understood';
  const lost = (report: string | null) =>
    fakeHost({ 'page-status': () => pageWith('not-understood', ['rows']), structure: () => ({ report }) });

  it('is shown before it is copied, and copied as it is shown', async () => {
    const copy = vi.fn(async (_: string) => undefined);
    const host = { ...lost(REPORT), copy };
    await draw(<Popup host={host} guide={guide} />);
    expect(host.asked.map(({ kind }) => kind)).not.toContain('structure');
    await press('Report how this page is built');
    expect(host.asked).toContainEqual({ kind: 'structure', body: { tab: 7 } });
    expect(document.activeElement?.textContent).toBe('How this page is built');
    expect(document.querySelector('textarea')?.value).toBe(REPORT);
    expect(document.querySelector('textarea')?.readOnly).toBe(true);
    expect(text('main')).toContain('no words, names, numbers or addresses');
    expect(copy).not.toHaveBeenCalled();
    expect(await breaches()).toEqual([]);
    await press('Copy');
    expect(copy).toHaveBeenCalledExactlyOnceWith(REPORT);
    expect(text('main')).toContain('Copied.');
  });

  it('says so when nothing is read there', async () => {
    await draw(<Popup host={lost(null)} guide={guide} />);
    await press('Report how this page is built');
    expect(text('main')).toContain('there is nothing to report');
  });

  it('says so when it can not be copied', async () => {
    await draw(<Popup host={{ ...lost(REPORT), copy: () => Promise.reject(new Error('no')) }} guide={guide} />);
    await press('Report how this page is built');
    await press('Copy');
    expect(text('main')).toContain('could not be copied');
  });

  it.each([['watching'], ['idle']] as const)('is not offered on a page that is understood: %s', async (state) => {
    await draw(<Popup host={fakeHost({ 'page-status': () => pageWith(state) })} guide={guide} />);
    expect(() => control('Report how this page is built')).toThrow();
  });
});

describe('nothing noticed', () => {
  it('says so without promising that all is well', async () => {
    await draw(<Popup host={fakeHost()} guide={guide} />);
    expect(text('main')).toContain('Nothing noticed');
    expect(text('main')).toContain('That does not mean that all is well.');
  });

  it('lists what it cannot see', async () => {
    await draw(<Popup host={fakeHost()} guide={guide} />);
    for (const blind of ['apps of a phone', 'Voice', 'Pictures', 'inside games']) expect(text('main')).toContain(blind);
  });

  it('marks nothing as seen', async () => {
    const host = fakeHost();
    await draw(<Popup host={host} guide={guide} />);
    expect(host.asked.map(({ kind }) => kind)).not.toContain('mark-seen');
  });
});

describe('alerts', () => {
  const withAlerts = () =>
    fakeHost({ alerts: () => ({ alerts: [CAUTION, URGENT, WARNING], elsewhere: [], state: 'ok' }) });

  it('come newest first, each with level, title, place and time', async () => {
    await draw(<Popup host={withAlerts()} guide={guide} />);
    const cards = [...document.querySelectorAll('.card')].map((card) => card.textContent ?? '');
    expect(cards.map((card) => card.slice(0, 12))).toEqual(['Get help now', 'Watch outNew', 'Have a lookS']);
    expect(cards[1]).toContain('Someone wants your password');
    expect(cards[1]).toContain('Converse.js, chat “maya_new”');
    expect(cards[1]).toMatch(/Today, 11:58/);
  });

  it.each([
    [CAUTION, 'Someone asks a lot about you', 'Small facts add up'],
    [WARNING, 'Someone wants your password', "Don't send it"],
    [URGENT, 'Someone says they have your account', 'You are not in trouble'],
  ])('of the level $level say what happened, why, and what to do', async (alert, title, words) => {
    await draw(
      <Popup host={fakeHost({ alerts: () => ({ alerts: [alert], elsewhere: [], state: 'ok' }) })} guide={guide} />,
    );
    expect(document.querySelector('.card h3')?.textContent).toBe(title);
    expect(text('.card')).toContain(words);
    expect(document.querySelectorAll('.card ol li')).toHaveLength(3);
    expect(await breaches()).toEqual([]);
  });

  it('give each kind of evidence once, in a sentence with its time', async () => {
    const reasons = [...WARNING.reasons, ...WARNING.reasons];
    await draw(
      <Popup
        host={fakeHost({ alerts: () => ({ alerts: [{ ...WARNING, reasons }], elsewhere: [], state: 'ok' }) })}
        guide={guide}
      />,
    );
    const why = [...document.querySelectorAll('.card details:last-of-type li')].map((item) => item.textContent);
    expect(why).toHaveLength(2);
    expect(why[0]).toMatch(/^They are asking for a password, a code or a login\. Today, 11:00/);
  });

  it('lay open what to do for the newest alone', async () => {
    await draw(<Popup host={withAlerts()} guide={guide} />);
    expect(
      [...document.querySelectorAll<HTMLDetailsElement>('.card details:first-of-type')].map((d) => d.open),
    ).toEqual([true, false, false]);
  });

  it('put a helpline one press away when urgent', async () => {
    await draw(<Popup host={withAlerts()} guide={guide} />);
    expect(control('Call Childline').getAttribute('href')).toBe('tel:08001111');
  });

  it('are marked as seen once, the unseen ones', async () => {
    const host = withAlerts();
    await draw(<Popup host={host} guide={guide} />);
    expect(host.asked.filter(({ kind }) => kind === 'mark-seen')).toEqual([
      { kind: 'mark-seen', body: { alerts: ['u', 'w'] } },
    ]);
  });

  it('are shown even when they cannot be marked as seen', async () => {
    const host = fakeHost({ alerts: () => ({ alerts: [WARNING], elsewhere: [], state: 'ok' }), 'mark-seen': silence });
    await draw(<Popup host={host} guide={guide} />);
    expect(text('main')).toContain('Someone wants your password');
  });

  it('of a site that is gone keep its id, and a name is text and nothing else', async () => {
    const alert = { ...CAUTION, site: 'elsewhere', title: '<img src=x onerror=alert(1)>' };
    await draw(
      <Popup host={fakeHost({ alerts: () => ({ alerts: [alert], elsewhere: [], state: 'ok' }) })} guide={guide} />,
    );
    expect(text('.card')).toContain('elsewhere, chat “<img src=x onerror=alert(1)>”');
    expect(document.querySelector('.card img')).toBeNull();
  });

  it('without a signal fall back to the words of the level', async () => {
    const alert = { ...WARNING, signals: [], reasons: [] };
    await draw(
      <Popup host={fakeHost({ alerts: () => ({ alerts: [alert], elsewhere: [], state: 'ok' }) })} guide={guide} />,
    );
    expect(document.querySelector('.card h3')?.textContent).toBe('Stop for a moment');
  });
});

describe('a store in trouble', () => {
  it.each([
    ['full', 'No more room to remember'],
    ['corrupt', 'memory is damaged'],
    ['newer', 'out of date here'],
  ] as const)('that is %s is told in plain words, beside the alerts', async (state, words) => {
    await draw(
      <Popup host={fakeHost({ alerts: () => ({ alerts: [CAUTION], elsewhere: [], state }) })} guide={guide} />,
    );
    expect(text('main')).toContain(words);
    expect(text('main')).toContain('still watches');
    expect(text('main')).toContain('Someone asks a lot about you');
    expect(await breaches()).toEqual([]);
  });
});

describe('a silent background', () => {
  it('is never shown as watching, and can be asked again', async () => {
    let dead = true;
    const host = fakeHost({
      alerts: () => (dead ? silence() : { alerts: [], elsewhere: [], state: 'ok' }),
    });
    await draw(<Popup host={host} guide={guide} />);
    expect(text('.sky')).toContain('didn’t answer');
    expect(text()).not.toContain('Nightlight is on');
    expect(await breaches()).toEqual([]);
    dead = false;
    await press('Try again');
    expect(text('.sky')).toContain('Nightlight is on');
  });

  it('does not stand between a child and a helpline', async () => {
    const host = fakeHost({ alerts: silence, 'get-settings': silence, 'page-status': silence });
    await draw(<Popup host={host} guide={guide} />);
    await press('Talk to someone');
    expect(control('Call 0800 1111').getAttribute('href')).toBe('tel:08001111');
  });
});

describe('the list behind the view of the age', () => {
  it('asks for the tab in front, tells of what is left out, and marks it as seen', async () => {
    const host = fakeHost({ alerts: () => ({ alerts: [], elsewhere: ['x', 'y'], state: 'ok' }) });
    await draw(<Popup host={host} guide={guide} />);
    expect(host.asked).toContainEqual({ kind: 'alerts', body: { limit: 50, tab: 7 } });
    expect(text('main')).toContain('More for you alone: 2');
    expect(text('main')).not.toContain('Nothing noticed');
    expect(host.asked).toContainEqual({ kind: 'mark-seen', body: { alerts: ['x', 'y'] } });
    expect(await breaches()).toEqual([]);
  });

  it('says of an alert without its place how it is shown', async () => {
    const alert = { ...URGENT, site: null, title: null };
    await draw(
      <Popup host={fakeHost({ alerts: () => ({ alerts: [alert], elsewhere: [], state: 'ok' }) })} guide={guide} />,
    );
    expect(text('.card')).toContain('Someone says they have your account');
    expect(text('.card')).toContain('while the page of the chat is in front');
    expect(text('.card')).not.toMatch(/The Lounge|maya_new|null/);
    expect(await breaches()).toEqual([]);
  });
});

describe('talk to someone', () => {
  it.each(guide.countries)('shows every line of %s after one press, and nothing is asked or told', async (country) => {
    const host = fakeHost({
      'get-settings': () => ({ settings: { ...SETTINGS, country }, sites: [...SITES] }),
    });
    await draw(<Popup host={host} guide={guide} />);
    const before = host.asked.length;
    await press('Talk to someone');
    const { offers } = await guide.help(country);
    const links = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    for (const kind of ['child', 'images', 'report', 'emergency'] as const) {
      for (const line of [...offers[kind].lines, ...offers[kind].fallback]) {
        expect(text('main')).toContain(line.name);
        if (line.phone !== null) expect(links).toContain(`tel:${line.phone}`);
        for (const address of [line.chat, line.form]) if (address !== null) expect(links).toContain(address);
      }
    }
    expect(document.querySelectorAll('details')).toHaveLength(0);
    expect(host.asked).toHaveLength(before);
  });

  it('has no breach of accessibility, says what leaves traces, and moves the focus to its heading', async () => {
    await draw(<Popup host={fakeHost()} guide={guide} />);
    await press('Talk to someone');
    expect(document.activeElement?.textContent).toBe('Talk to someone');
    expect(text('main')).toContain('can stay in the browser’s history');
    expect(await breaches()).toEqual([]);
    await press('Back');
    expect(text('main')).toContain('Nothing noticed');
  });

  it('says that it can stay in the history where it stands in a tab, and nothing of it in the popup', async () => {
    await draw(<Popup host={{ ...fakeHost(), inTab: async () => true }} guide={guide} first="talk" />);
    expect(text('main')).toContain('This page opened as a tab');
    expect(await breaches()).toEqual([]);
    await draw(
      <Popup host={{ ...fakeHost(), inTab: () => Promise.reject(new Error('no')) }} guide={guide} first="talk" />,
    );
    expect(text('main')).not.toContain('opened as a tab');
    expect(control('Call 0800 1111')).toBeDefined();
  });

  it('shows another country without changing the setting', async () => {
    const host = fakeHost();
    await draw(<Popup host={host} guide={guide} />);
    await press('Talk to someone');
    await settle(() => choose('DE'));
    expect(text('main')).toContain('Nummer gegen Kummer');
    expect(host.asked.map(({ kind }) => kind)).not.toContain('set-settings');
  });

  it('gives what works anywhere for a country that it does not know', async () => {
    await draw(<Popup host={fakeHost()} guide={guide} />);
    await press('Talk to someone');
    await settle(() => choose('ZZ'));
    expect(text('main')).toContain('knows no helplines in this country');
    expect(text('main')).toContain('Child Helpline International');
    expect(text('main')).toContain('Call the emergency number of the country you are in.');
  });
});

describe('what my parents can see', () => {
  const view = (part: Partial<HouseStatus>) => fakeHost({ house: () => ({ house: { ...HOUSE, ...part } }) });
  const UNDER_13 = HOUSE.view;

  it.each([
    ['every alert', { view: UNDER_13 }, ['They see every alert.', 'the name of the chat', 'locked with a PIN']],
    [
      'the grave ones alone',
      { view: { ...UNDER_13, parentFrom: 'urgent', parentSeesSite: false, linesFrom: null } },
      [
        '“Get help now” alone',
        'They don’t see the site',
        'They can’t read what was written',
        'The site and the name of the chat show only while',
        'not told of is in the list only while',
      ],
    ],
    ['no PIN', { lock: { ...HOUSE.lock, set: false } }, ['It is not locked yet', 'They can’t read what was written']],
    ['no pause', { view: { ...UNDER_13, pause: false } }, ['doesn’t ask before you send']],
    ['a policy', { managed: true }, ['A school or the owner']],
    ['sharing off', {}, ['Nothing about your chats or alerts leaves', 'They don’t now']],
    [
      'sharing on',
      { sharing: true },
      ['Nothing about your chats or alerts leaves', 'share the settings', 'locked before they go'],
    ],
  ] as const)('is told exactly: %s', async (_, part, words) => {
    await draw(<Popup host={view(part)} guide={guide} />);
    await press('What can my parents see?');
    for (const each of words) expect(text('main')).toContain(each);
    expect(await breaches()).toEqual([]);
  });

  it('is not guessed when the background does not tell', async () => {
    await draw(<Popup host={fakeHost({ house: silence })} guide={guide} />);
    await press('What can my parents see?');
    expect(text('main')).toContain('can’t tell right now');
    expect(text('main')).not.toContain('They see');
  });

  it('tells what was changed until the child has read it', async () => {
    const changes = [
      { id: 3, at: NOW - MINUTE, what: 'view' },
      { id: 4, at: NOW, what: 'pause' },
    ] as const;
    const host = view({ changes });
    await draw(<Popup host={host} guide={guide} />);
    expect(text('main')).toContain('What your parents see');
    expect(text('main')).toContain('Nightlight was paused');
    expect(await breaches()).toEqual([]);
    await press('OK, I saw it');
    expect(text('main')).not.toContain('Nightlight was paused');
    expect(host.asked).toContainEqual({ kind: 'changes-told', body: { upTo: 4 } });
  });

  it('says so when a parent paused it', async () => {
    await draw(<Popup host={view({ pausedUntil: NOW + 30 * MINUTE })} guide={guide} />);
    expect(document.querySelector('.sky-state')?.getAttribute('data-state')).toBe('paused');
    expect(text('.sky')).toContain('It reads nothing until 12:30');
    expect(text('.sky')).not.toContain('Nightlight is on');
  });
});

describe('“It’s not a problem”', () => {
  const withOne = (alert: AlertSummary, answers = {}) =>
    fakeHost({ alerts: () => ({ alerts: [alert], elsewhere: [], state: 'ok' }), ...answers });

  it('is said and taken back', async () => {
    const host = withOne(WARNING);
    await draw(<Popup host={host} guide={guide} />);
    await press('It’s not a problem');
    expect(text('.card')).toContain('will be quieter about this');
    await press('Undo');
    expect(control('It’s not a problem')).toBeDefined();
    expect(host.asked.filter(({ kind }) => kind === 'not-a-problem').map(({ body }) => body)).toEqual([
      { alert: 'w', undo: false },
      { alert: 'w', undo: true },
    ]);
    expect(await breaches()).toEqual([]);
  });

  it('is not offered when it is urgent', async () => {
    await draw(<Popup host={withOne(URGENT)} guide={guide} />);
    expect(() => control('It’s not a problem')).toThrow();
  });

  it('that was not kept is not shown as kept', async () => {
    await draw(<Popup host={withOne(WARNING, { 'not-a-problem': silence })} guide={guide} />);
    await press('It’s not a problem');
    expect(text('.card')).toContain('That didn’t work');
    expect(() => control('Undo')).toThrow();
  });
});

describe('tell a grown-up', () => {
  it('prepares words that the child can change, for the clipboard, e-mail, a text and the share sheet', async () => {
    const copy = vi.fn(async (_: string) => undefined);
    const share = vi.fn(async (_: string) => undefined);
    const host = { ...fakeHost({ alerts: () => ({ alerts: [WARNING], elsewhere: [], state: 'ok' }) }), copy, share };
    await draw(<Popup host={host} guide={guide} />);
    await press('Tell a grown-up');
    const box = document.querySelector('textarea');
    expect(box?.value).toContain('Someone wants your password');
    expect(document.activeElement?.textContent).toBe('Tell a grown-up');
    expect(await breaches()).toEqual([]);
    await settle(() => {
      if (box !== null) box.value = 'mum & dad?';
      box?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(control('E-mail').getAttribute('href')).toBe(
      `mailto:?subject=Can%20we%20talk%3F&body=${encodeURIComponent('mum & dad?')}`,
    );
    expect(control('Text message').getAttribute('href')).toContain(encodeURIComponent('mum & dad?'));
    await press('Copy');
    expect(copy).toHaveBeenCalledWith('mum & dad?');
    expect(text('main')).toContain('Copied.');
    await press('Share');
    expect(share).toHaveBeenCalledWith('mum & dad?');
  });

  it('says when it could not be copied, and names whom the school named', async () => {
    const safeguarding = { name: 'Ms Hill', reach: 'room 4' };
    const host = {
      ...fakeHost({ house: () => ({ house: { ...HOUSE, safeguarding } }) }),
      copy: () => Promise.reject(new Error('no')),
    };
    await draw(<Popup host={host} guide={guide} />);
    await press('Tell a grown-up');
    expect(text('main')).toContain('Ms Hill: room 4');
    expect(() => control('Share')).toThrow();
    await press('Copy');
    expect(text('main')).toContain('could not be copied');
  });

  it('asks the background nothing and tells it nothing', async () => {
    const host = fakeHost();
    await draw(<Popup host={host} guide={guide} />);
    const before = host.asked.length;
    await press('Tell a grown-up');
    await press('Copy');
    expect(host.asked).toHaveLength(before);
  });
});

it('begins with the helplines when somebody came for them', async () => {
  await draw(<Popup host={fakeHost()} guide={guide} first="talk" />);
  expect(control('Call 0800 1111').getAttribute('href')).toBe('tel:08001111');
});

it('opens the practice chats', async () => {
  const openPractice = vi.fn();
  await draw(<Popup host={{ ...fakeHost(), openPractice }} guide={guide} />);
  await press('Practice');
  expect(openPractice).toHaveBeenCalledOnce();
});

it('opens the page for parents', async () => {
  const openOptions = vi.fn();
  await draw(<Popup host={{ ...fakeHost(), openOptions }} guide={guide} />);
  await press('For parents');
  expect(openOptions).toHaveBeenCalledOnce();
});

function choose(country: string): void {
  const select = document.querySelector('select');
  if (select === null) throw new Error('no list of countries');
  select.value = country;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
