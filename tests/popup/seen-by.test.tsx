// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { HouseStatus } from '../../src/protocol/family.ts';
import { fakeHost, HOUSE, MINUTE, NOW, silence } from '../ui/fixtures.ts';
import { breaches, press, show, text } from './stage.tsx';

describe('what my parents can see', () => {
  const view = (part: Partial<HouseStatus>) => fakeHost({ house: () => ({ house: { ...HOUSE, ...part } }) });
  const UNDER_13 = HOUSE.view;

  it.each([
    [
      'every alert',
      { view: UNDER_13 },
      ['They see every alert.', 'the name of the chat', 'which chat sites were open', 'locked with a PIN'],
    ],
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
    await show(view(part));
    await press('What can my parents see?');
    for (const each of words) expect(text('main')).toContain(each);
    expect(await breaches()).toEqual([]);
  });

  it('names no list of open sites where the sites are hidden', async () => {
    await show(view({ view: { ...UNDER_13, parentSeesSite: false } }));
    await press('What can my parents see?');
    expect(text('main')).not.toContain('which chat sites were open');
  });

  it('is not guessed when the background does not tell', async () => {
    await show(fakeHost({ house: silence }));
    await press('What can my parents see?');
    expect(text('main')).toContain('can’t tell right now');
    expect(text('main')).not.toContain('They see');
  });

  it('tells what was changed until the child has read it', async () => {
    const changes = [
      { id: 3, at: NOW - MINUTE, what: 'view' },
      { id: 4, at: NOW, what: 'pause' },
      { id: 5, at: NOW, what: 'restored' },
    ] as const;
    const host = view({ changes });
    await show(host);
    expect(text('main')).toContain('What your parents see');
    expect(text('main')).toContain('Nightlight was paused');
    expect(text('main')).toContain('Saved settings were brought back');
    expect(await breaches()).toEqual([]);
    await press('OK, I saw it');
    expect(text('main')).not.toContain('Nightlight was paused');
    expect(host.asked).toContainEqual({ kind: 'changes-told', body: { upTo: 5 } });
    await press('Talk to someone');
    await press('Back');
    expect(text('main')).not.toContain('Nightlight was paused');
  });

  it('says so when a parent paused it', async () => {
    await show(view({ pausedUntil: NOW + 30 * MINUTE }));
    expect(document.querySelector('.sky-state')?.getAttribute('data-state')).toBe('paused');
    expect(text('.sky')).toContain('It reads nothing until 12:30');
    expect(text('.sky')).not.toContain('Nightlight is on');
  });

  it('names the day of a pause that ends on another one', async () => {
    await show(view({ pausedUntil: NOW + 24 * 60 * MINUTE }));
    expect(text('.sky')).toContain('It reads nothing until November 26, 12:00');
    expect(text('.sky')).toContain('Your parents paused it.');
    expect(await breaches()).toEqual([]);
  });
});
