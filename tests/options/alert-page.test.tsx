// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MINUTE, NOW, silence } from '../ui/fixtures.ts';
import { ALERTS, fakeSafe, family, house, parentAlert, parentHost, UNSET, VIEW } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, field, open, press, settle, text, tick, type, unlock, until } from './stage.tsx';

describe('one alert', () => {
  it.each(ALERTS.map(({ id, level }) => [level, id]))(
    'says at %s what happened and what to do first',
    async (_, id) => {
      await open(`#/alert/${id}`);
      expect(text('[aria-labelledby=what]')).toMatch(/First: \S+/);
      for (const heading of [
        'What you can do now',
        'How to talk with your child',
        'Report it',
        'Why it matters',
        'How it came about',
        'The words',
      ])
        expect(text('main')).toContain(heading);
      expect(await breaches()).toEqual([]);
    },
  );

  it('names who takes reports in the country that is set', async () => {
    await open('#/alert/w');
    expect(text('[aria-labelledby=report-to]')).toContain('CEOP');
  });

  it('tells in order how it came about, each moment once', async () => {
    const alert = parentAlert({
      id: 'w',
      signals: ['secrecy', 'credential-request'],
      reasons: [
        { signal: 'credential-request', rule: 'en/b#1', time: NOW - 50 * MINUTE },
        { signal: 'secrecy', rule: 'en/a#1', time: NOW - 60 * MINUTE },
        { signal: 'secrecy', rule: 'en/a#2', time: NOW - 60 * MINUTE + 5_000 },
      ],
      raised: NOW - 50 * MINUTE,
      updated: NOW - 50 * MINUTE,
    });
    await open('#/alert/w', parentHost({ 'one-alert': () => ({ alert }) }));
    const moments = [...document.querySelectorAll('.timeline li')].map((each) =>
      [...each.querySelectorAll('p')].map((line) => line.textContent),
    );
    expect(moments).toHaveLength(2);
    expect(moments[0]).toHaveLength(1);
    expect(moments[1]).toEqual(['Someone asks your child for a password or a code', 'Nightlight raised the alert']);
  });

  it('is looked at again when the page is brought to the front', async () => {
    let alert = parentAlert({ id: 'w' });
    await open('#/alert/w', parentHost({ 'one-alert': () => ({ alert }) }));
    expect(text('[aria-labelledby=what]')).toContain('Warning');
    alert = parentAlert({ id: 'w', level: 'urgent' });
    await settle(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(text('[aria-labelledby=what]')).toContain('Urgent');
  });

  it('that is gone says so', async () => {
    await open('#/alert/nobody');
    expect(text('main')).toContain('This alert is not here any more');
    expect(await breaches()).toEqual([]);
  });
});

describe('the words of an alert', () => {
  it('stay sealed without the PIN: nothing is asked for', async () => {
    const host = await open('#/alert/w');
    expect(text('[aria-labelledby=words]')).toContain('Sealed lines: 3');
    expect(bodies(host, 'alert-lines')).toEqual([]);
    expect(() => control('Show the words')).toThrow('no control');
  });

  it('open with the PIN, and leave the page when it is locked', async () => {
    const host = await open('#/alert/w');
    await unlock();
    await press('Show the words');
    expect(bodies(host, 'alert-lines')).toEqual([{ token: 'token', alert: 'w' }]);
    expect(text('.words')).toContain('send me ur password');
    expect(text('.words')).toContain('Your child (kim)');
    expect(await breaches()).toEqual([]);
    await press('Lock now');
    expect(text()).not.toContain('send me ur password');
    expect(text()).toContain('Enter the PIN to read the words');
  });

  it('are gone, and the page is locked, once it is left: coming back shows nothing', async () => {
    await open('#/alert/w', parentHost(), fakeSafe());
    await unlock();
    await press('Show the words');
    expect(text()).toContain('send me ur password');
    await settle(() => window.dispatchEvent(new Event('pagehide')));
    expect(text()).not.toContain('send me ur password');
    expect(text()).toContain('Enter the PIN to read the words');
  });

  it('do not open with a wrong PIN, which says so and waits', async () => {
    await open('#/alert/w');
    await type('Your PIN or passphrase', 'wrong one');
    await press('Unlock');
    expect(text('.gate')).toContain('That is not the PIN. Nothing was opened.');
    expect(text('.gate')).toContain('The next try is possible in 1 second');
    expect(control('Unlock').getAttribute('aria-disabled')).toBe('true');
    expect(field('Your PIN or passphrase').value).toBe('');
    expect(await breaches()).toEqual([]);
  });

  it('are waited for after wrong tries: told aloud once, and counted down without a word', async () => {
    let now = NOW;
    const unlock = async () => ({ outcome: 'wrong', failed: 5, waitMs: 30_000 }) as const;
    await open('#/alert/w', parentHost({}, { now: () => now }), fakeSafe({ unlock }));
    await type('Your PIN or passphrase', 'wrong one');
    await press('Unlock');
    const told = () => text('.gate [role=status]');
    expect(told()).toContain('The next try is possible in 30 seconds');
    now += 5_000;
    await until(() => text('.gate').includes('possible in 25 seconds'));
    expect(told()).toContain('The next try is possible in 30 seconds');
    const ticking = [...document.querySelectorAll('.gate p')].find((each) => each.textContent?.includes('25 seconds'));
    expect(ticking?.closest('[role], [aria-live]')).toBeNull();
    expect(await breaches()).toEqual([]);
    now += 25_000;
    // Each of the two ways in has a clock of its own.
    await until(() => !text('.gate').includes('The next try'));
    expect(told()).toBe('');
  });

  it('say when a part was changed after it was sealed', async () => {
    await open('#/alert/w', parentHost(), fakeSafe({}, { lines: [], unreadable: 2 }));
    await unlock();
    await press('Show the words');
    expect(text('[aria-labelledby=words]')).toContain('Parts that can’t be opened: 2');
  });

  it('lock the page when the background says that the time is over', async () => {
    await open('#/alert/w', parentHost({ 'alert-lines': () => ({ outcome: 'locked' }) }));
    await unlock();
    await press('Show the words');
    expect(text()).toContain('Enter the PIN to read the words');
  });

  it.each([
    ['at an age that keeps none', { ...VIEW, linesFrom: null }, true, 'At the age that is set, no words are kept.'],
    ['before there was a PIN', VIEW, false, 'there was no PIN to seal them with'],
    ['of a milder alert', VIEW, true, 'it is milder than what is kept'],
  ])('are told as not there: %s', async (_, view, set, words) => {
    const alert = parentAlert({ id: 'w', lines: 0 });
    const host = parentHost({
      house: () => ({ house: set ? house() : UNSET }),
      'family-settings': () => family({ view }),
      'one-alert': () => ({ alert }),
    });
    await open('#/alert/w', host);
    expect(text('[aria-labelledby=words]')).toContain(words);
  });
});

describe('how an alert stands', () => {
  it('is changed behind the PIN alone, and taken back', async () => {
    const host = await open('#/alert/w');
    expect(field('False alarm').disabled).toBe(true);
    await unlock();
    await tick('False alarm');
    expect(bodies(host, 'set-alert-state')).toEqual([
      { token: 'token', states: [{ alert: 'w', state: 'false-alarm' }] },
    ]);
    expect(text('[aria-labelledby=states]')).toContain('Now it stands at “False alarm”.');
    await press('Take it back');
    expect(bodies(host, 'set-alert-state').at(-1)).toEqual({ token: 'token', states: [{ alert: 'w', state: 'new' }] });
    expect(text('[aria-labelledby=states]')).toContain('Taken back.');
  });

  it('is not changed by what the arrow keys pass: only the one that is chosen is saved', async () => {
    const host = await open('#/alert/w', parentHost({ house: () => ({ house: UNSET }) }));
    const key = (name: string) =>
      settle(() =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
        ),
      );
    field('New').focus();
    for (const name of ['ArrowUp', 'ArrowUp', 'ArrowDown']) await key(name);
    expect(document.activeElement).toBe(field('False alarm'));
    expect(bodies(host, 'set-alert-state')).toEqual([]);
    await key('Enter');
    expect(bodies(host, 'set-alert-state')).toEqual([{ token: null, states: [{ alert: 'w', state: 'false-alarm' }] }]);
  });

  it('needs no PIN while there is none', async () => {
    const host = await open('#/alert/w', parentHost({ house: () => ({ house: UNSET }) }));
    await tick('Reported');
    expect(bodies(host, 'set-alert-state')).toEqual([{ token: null, states: [{ alert: 'w', state: 'reported' }] }]);
  });

  it('says when it could not be changed', async () => {
    await open('#/alert/w', parentHost({ 'set-alert-state': silence }));
    await unlock();
    await tick('Reported');
    expect(text('[aria-labelledby=states]')).toContain('Not saved: Nightlight didn’t answer. Try again in a moment.');
  });
});

describe('a forgotten PIN', () => {
  it('gives way to the recovery code, and a new PIN is asked for at once', async () => {
    await open('#/alert/w');
    await type('Recovery code', 'RIGHT-CODE');
    await settle(() =>
      field('Recovery code').form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    );
    expect(text('main')).toContain('Choose a new PIN');
    await type('PIN or passphrase', 'blue moon');
    await type('The same once more', 'blue moon');
    await press('Set this PIN');
    expect(text('main')).not.toContain('Choose a new PIN');
    expect(document.activeElement?.textContent).toBe('The new PIN is set.');
    expect(await breaches()).toEqual([]);
    await press('Lock now');
    expect(text('main')).not.toContain('The new PIN is set.');
  });

  it('without the code: the lock comes off after a plain question', async () => {
    const host = await open('#/alert/w');
    await press('Take the lock off');
    expect(bodies(host, 'reset-lock')).toEqual([]);
    expect(document.activeElement?.getAttribute('role')).toBe('alertdialog');
    await press('No, keep it');
    expect(document.activeElement?.textContent).toBe('Take the lock off');
    await press('Take the lock off');
    await press('Yes, take it off');
    expect(bodies(host, 'reset-lock')).toEqual([{ sure: true }]);
  });
});
