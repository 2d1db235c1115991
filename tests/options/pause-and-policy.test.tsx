// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MINUTE, NOW } from '../ui/fixtures.ts';
import { family, house, parentHost, pausingHost, UNSET } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, field, open, press, text, tick, unlock, until } from './stage.tsx';

const free = (answers: Parameters<typeof parentHost>[0]) => parentHost({ house: () => ({ house: UNSET }), ...answers });

describe('a pause', () => {
  it('takes minutes, and can be ended; both see until when', async () => {
    const host = pausingHost();
    await open('#/settings', host);
    expect(control('15 minutes').hasAttribute('disabled')).toBe(true);
    await unlock();
    await press('4 hours');
    expect(text('[aria-labelledby=pause]')).toContain('Paused until Nov 25, 2026, 4:00 PM');
    await press('Go on now');
    expect(bodies(host, 'pause')).toEqual([
      { token: 'token', minutes: 240 },
      { token: 'token', minutes: 0 },
    ]);
    expect(text('[aria-labelledby=pause]')).not.toContain('Paused until');
  });

  it('is not told any more once it is over', async () => {
    let now = NOW;
    const host = parentHost({ house: () => ({ house: house({ pausedUntil: NOW + MINUTE }) }) }, { now: () => now });
    await open('#/settings', host);
    expect(text('[aria-labelledby=pause]')).toContain('Paused until Nov 25, 2026, 12:01 PM');
    now += MINUTE;
    await until(() => !text('[aria-labelledby=pause]').includes('Paused until'));
    expect(control('15 minutes')).toBeDefined();
  });
});

describe('a managed device', () => {
  it('where nobody may pause says so, and offers none', async () => {
    await open('#/settings', parentHost({ house: () => ({ house: house({ managed: true, mayPause: false }) }) }));
    await unlock();
    const part = text('[aria-labelledby=pause]');
    expect(part).toContain('Decided by your school or the owner of this device');
    expect(control('15 minutes').hasAttribute('disabled')).toBe(true);
    expect(control('1 day').hasAttribute('disabled')).toBe(true);
  });

  it('marks what was decided, locks that alone, and names who can help', async () => {
    const host = free({
      house: () => ({ house: { ...UNSET, managed: true, safeguarding: { name: 'Ms Example', reach: 'room 12' } } }),
      'family-settings': () => family({ managed: ['ageGroup', 'sitesOff'] }),
    });
    await open('#/settings', host);
    expect(text('main')).toContain('Who can help there: Ms Example, room 12');
    expect(text('main')).toContain('their helplines can’t be switched off by anyone');
    expect(field('Under 13').disabled && field('The Lounge').disabled).toBe(true);
    expect(field('Balanced').disabled).toBe(false);
    expect(text('[aria-labelledby=age]')).toContain('Decided by your school');
    expect(await breaches()).toEqual([]);
  });

  it('says when a change was refused by the policy', async () => {
    await open('#/settings', free({ 'change-settings': () => ({ outcome: 'managed', fields: ['ageGroup'] }) }));
    await tick('16 and 17');
    expect(text('.outcome')).toContain('decided by your school');
  });
});
