// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { STORED, silence } from '../ui/fixtures.ts';
import { ALERTS, house, parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { breaches, control, field, open, press, settle, text, type, unlock } from './stage.tsx';

const comeBack = () => settle(() => document.dispatchEvent(new Event('visibilitychange')));
const FAILED = 'Nightlight didn’t answer';

describe('what stands on the page stays when a question on return gets no answer', () => {
  it('a door, a new code that is shown once and what was typed', async () => {
    let silent = false;
    const host = parentHost({ house: () => (silent ? silence() : { house: house() }) });
    await open('#/settings', host);
    await unlock();
    await press('Make a new code');
    await type('Name, exactly', 'aunt');
    silent = true;
    await comeBack();
    expect(text('main')).toContain(FAILED);
    expect(text('.recovery-code')).toBe('NEWC-ODE1');
    expect(field('Name, exactly').value).toBe('aunt');
    expect(control('Lock now')).toBeDefined();
    expect(await breaches()).toEqual([]);
    silent = false;
    await press('Try again');
    expect(text('main')).not.toContain(FAILED);
    expect(text('.recovery-code')).toBe('NEWC-ODE1');
  });

  it('the opened words of an alert', async () => {
    let silent = false;
    const host = parentHost({ 'one-alert': () => (silent ? silence() : { alert: ALERTS[0] ?? null }) });
    await open('#/alert/w', host);
    await unlock();
    await press('Show the words');
    silent = true;
    await comeBack();
    expect(text('main')).toContain(FAILED);
    expect(text('.words')).toContain('send me ur password');
    expect(await breaches()).toEqual([]);
  });

  it('a PIN that is being typed before everything is erased', async () => {
    let silent = false;
    const host = parentHost({ stored: () => (silent ? silence() : { stored: STORED }) });
    await open('#/stored', host);
    await type('Your PIN or passphrase', 'right');
    silent = true;
    await comeBack();
    expect(text('main')).toContain(FAILED);
    expect(field('Your PIN or passphrase').value).toBe('right');
  });

  it('but nothing is shown before there was any answer', async () => {
    await open('#/settings', parentHost({ house: silence }));
    expect(text('main')).toContain(FAILED);
    expect(document.querySelector('.nav')).toBeNull();
  });
});

it('a lock that is gone leaves no open door: after everything was erased the page is free, and nothing more to lock', async () => {
  let erased = false;
  const host = parentHost({
    house: () => ({ house: erased ? UNSET : house() }),
    'erase-all': () => {
      erased = true;
      return { ok: true };
    },
  });
  await open('#/stored', host);
  await unlock();
  await press('Erase everything');
  await press('Yes, erase everything');
  expect(text('main')).toContain('Everything was erased.');
  expect(() => control('Lock now')).toThrow('no control');
  expect(control('Set it up')).toBeDefined();
  await press('Erase everything');
  await press('Yes, erase everything');
  expect(host.asked.filter(({ kind }) => kind === 'erase-all').map(({ body }) => body)).toEqual([
    { token: 'token' },
    { token: null },
  ]);
});
