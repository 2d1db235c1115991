// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { CAUTION, fakeHost, HOUSE, MINUTE, NOW, pageWith, silence, WARNING } from '../ui/fixtures.ts';
import { breaches, control, press, show, text, withAlerts } from './stage.tsx';

describe('the page in front', () => {
  it.each([
    ['watching', pageWith('watching'), 'Nightlight is on', 'over this chat on The Lounge'],
    ['idle', pageWith('idle'), 'Nightlight is on', 'No chat is open on The Lounge'],
    ['partly', pageWith('partly', ['direction']), 'sees only a part', 'can’t always tell who wrote a message'],
    ['not-understood', pageWith('not-understood', ['container']), 'can’t read this page', 'The Lounge looks different'],
    ['unknown', { health: null, on: true }, 'isn’t watching here', 'not a chat page that it knows'],
    ['off', { health: null, on: false }, 'switched off here', 'doesn’t read this site'],
  ] as const)('is %s, in plain words', async (state, page, title, words) => {
    await show(fakeHost({ 'page-status': () => page }));
    expect(document.querySelector('.sky-state')?.getAttribute('data-state')).toBe(state);
    expect(text('.sky')).toContain(title);
    expect(text('.sky')).toContain(words);
    expect(await breaches()).toEqual([]);
  });

  it('asks about the active tab', async () => {
    const host = fakeHost();
    await show(host);
    expect(host.asked).toContainEqual({ kind: 'page-status', body: { tab: 7 } });
  });

  it('is unknown when there is no tab', async () => {
    const host = { ...fakeHost(), activeTab: async () => null };
    await show(host);
    expect(text('.sky')).toContain('isn’t watching here');
  });
});

describe('a window that stands in a tab itself', () => {
  it('has no page in front: it says nothing of one, and asks for none', async () => {
    const host = { ...withAlerts([WARNING]), inTab: async () => true };
    await show(host);
    expect(document.querySelector('.sky-state')).toBeNull();
    expect(text('main')).toContain('Someone wants your password');
    expect(host.asked.map(({ kind }) => kind)).not.toContain('page-status');
    expect(host.asked).toContainEqual({ kind: 'alerts', body: { limit: 50, tab: null } });
    expect(await breaches()).toEqual([]);
  });

  it('still says that nothing is read', async () => {
    const house = { ...HOUSE, pausedUntil: NOW + 30 * MINUTE };
    await show({ ...fakeHost({ house: () => ({ house }) }), inTab: async () => true });
    expect(text('.sky')).toContain('It reads nothing until 12:30');
  });

  it('is taken for a popup when the browser doesn’t tell', async () => {
    await show({ ...fakeHost(), inTab: () => Promise.reject(new Error('no')) });
    expect(text('.sky')).toContain('Nightlight is on');
  });
});

describe('nothing noticed', () => {
  it('says so without promising that all is well', async () => {
    await show(fakeHost());
    expect(text('main')).toContain('Nothing noticed');
    expect(text('main')).toContain('That does not mean that all is well.');
  });

  it('lists what it cannot see', async () => {
    await show(fakeHost());
    for (const blind of ['apps of a phone', 'Voice', 'Pictures', 'inside games']) expect(text('main')).toContain(blind);
  });

  it('marks nothing as seen', async () => {
    const host = fakeHost();
    await show(host);
    expect(host.asked.map(({ kind }) => kind)).not.toContain('mark-seen');
  });
});

describe('a store in trouble', () => {
  it.each([
    ['full', 'No more room to remember'],
    ['corrupt', 'memory is damaged'],
    ['newer', 'out of date here'],
    ['upgrade', 'as it was'],
  ] as const)('that is %s is told in plain words, beside the alerts', async (state, words) => {
    await show(fakeHost({ alerts: () => ({ alerts: [CAUTION], elsewhere: [], state }) }));
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
    await show(host);
    expect(text('.sky')).toContain('didn’t answer');
    expect(text()).not.toContain('Nightlight is on');
    expect(await breaches()).toEqual([]);
    dead = false;
    await press('Try again');
    expect(text('.sky')).toContain('Nightlight is on');
  });

  it('does not stand between a child and a helpline', async () => {
    const host = fakeHost({ alerts: silence, 'get-settings': silence, 'page-status': silence });
    await show(host);
    await press('Talk to someone');
    expect(control('Call 0800 1111').getAttribute('href')).toBe('tel:08001111');
  });
});

describe('the way back', () => {
  it.each(['What can my parents see?', 'Talk to someone'])('from “%s” takes the keyboard to the top', async (name) => {
    await show(fakeHost());
    await press(name);
    expect(document.activeElement?.localName).toBe('h2');
    await press('Back');
    expect(document.activeElement?.localName).toBe('h1');
    expect(await breaches()).toEqual([]);
  });

  it('is not taken before anybody went anywhere', async () => {
    await show(fakeHost());
    expect(document.activeElement?.localName).toBe('body');
  });
});

it('opens the practice chats', async () => {
  const openPractice = vi.fn();
  await show({ ...fakeHost(), openPractice });
  await press('Practice');
  expect(openPractice).toHaveBeenCalledOnce();
});

it('opens the page for parents', async () => {
  const openOptions = vi.fn();
  await show({ ...fakeHost(), openOptions });
  await press('For parents');
  expect(openOptions).toHaveBeenCalledOnce();
});
