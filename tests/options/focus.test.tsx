// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { entry, fakeSafe, house, parentHost, pausingHost, UNSET } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, enter, field, open, press, settle, text, type, unlock } from './stage.tsx';

/** Presses as the keyboard does: what is pressed has the focus. */
async function go(words: string): Promise<void> {
  control(words).focus();
  await press(words);
}
const focused = () => document.activeElement;
/** A promise that is settled by hand. */
function held<T>() {
  let give = (_value: T): void => undefined;
  const promise = new Promise<T>((done) => {
    give = done;
  });
  return { promise, give };
}
const PIN = 'Your PIN or passphrase';

describe('the focus stays with whoever unlocks', () => {
  it('in the field while the PIN is checked, and after a wrong one', async () => {
    const answer = held<{ outcome: 'wrong'; failed: number; waitMs: number }>();
    await open('#/alert/w', parentHost(), fakeSafe({ unlock: () => answer.promise }));
    await type(PIN, 'wrong pin');
    field(PIN).focus();
    await enter(PIN);
    expect(text('.gate')).toContain('One moment');
    expect(field(PIN).disabled).toBe(false);
    expect(field(PIN).readOnly).toBe(true);
    expect(focused()).toBe(field(PIN));
    await settle(() => answer.give({ outcome: 'wrong', failed: 1, waitMs: 1000 }));
    expect(focused()).toBe(field(PIN));
    expect(field(PIN).readOnly).toBe(false);
  });

  it('on the button, which is not pressed twice and waits without being lost', async () => {
    const answer = held<{ outcome: 'wrong'; failed: number; waitMs: number }>();
    let tries = 0;
    const wait = () => {
      tries += 1;
      return answer.promise;
    };
    await open('#/alert/w', parentHost(), fakeSafe({ unlock: wait }));
    await type(PIN, 'wrong pin');
    await go('Unlock');
    await go('One moment');
    expect(tries).toBe(1);
    expect(control('One moment').hasAttribute('disabled')).toBe(false);
    expect(control('One moment').getAttribute('aria-disabled')).toBe('true');
    await settle(() => answer.give({ outcome: 'wrong', failed: 5, waitMs: 30_000 }));
    expect(control('Unlock').getAttribute('aria-disabled')).toBe('true');
    expect(focused()).toBe(control('Unlock'));
  });

  it.each(['#/alert/w', '#/settings', '#/backup', '#/stored'])(
    'in the place of the gate once it is open: %s',
    async (view) => {
      await open(view);
      await type(PIN, 'right pin');
      field(PIN).focus();
      await enter(PIN);
      expect(focused()?.textContent).toBe('Unlocked until 12:05 PM');
      expect(focused()?.closest('main')).not.toBeNull();
      expect(await breaches()).toEqual([]);
    },
  );

  it('in the field of the new PIN after the recovery code', async () => {
    await open('#/alert/w');
    await type('Recovery code', 'RIGHT-CODE');
    field('Recovery code').focus();
    await enter('Recovery code');
    expect(focused()).toBe(field('PIN or passphrase'));
  });

  it('in the place of the gate when the lock was taken off', async () => {
    let set = true;
    const host = parentHost({
      house: () => ({ house: set ? house() : UNSET }),
      'reset-lock': () => {
        set = false;
        return { ok: true };
      },
    });
    await open('#/settings', host);
    await go('Take the lock off');
    await go('Yes, take it off');
    expect(focused()?.textContent).toBe('Nightlight is on, and not set up yet');
  });

  it('beside the menu when the page is locked', async () => {
    await open('#/settings');
    await unlock();
    await go('Lock now');
    expect(focused()?.textContent).toBe('Locked');
    expect(await breaches()).toEqual([]);
  });
});

describe('the focus stays where something was pressed', () => {
  it('while everything is erased, and is not asked twice', async () => {
    const answer = held<{ ok: true }>();
    const ask = parentHost({ house: () => ({ house: UNSET }) });
    const host = {
      ...ask,
      ask: ((kind, body) => (kind === 'erase-all' ? answer.promise : ask.ask(kind, body))) as typeof ask.ask,
    };
    await open('#/stored', host);
    await go('Erase everything');
    await go('Yes, erase everything');
    expect(focused()?.textContent).toBe('Erasing …');
    expect(focused()?.hasAttribute('disabled')).toBe(false);
    await press('Erasing');
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    await settle(() => answer.give({ ok: true }));
    expect(text('main')).toContain('Everything was erased.');
    expect(focused()?.textContent).toBe('Erase everything');
  });

  it('on the card, when a pause begins and ends', async () => {
    const host = pausingHost();
    await open('#/settings', host);
    await unlock();
    await go('1 hour');
    expect(focused()?.getAttribute('aria-labelledby')).toBe('pause');
    await go('Go on now');
    expect(focused()?.getAttribute('aria-labelledby')).toBe('pause');
    expect(bodies(host, 'pause')).toHaveLength(2);
    expect(await breaches()).toEqual([]);
  });

  it.each([
    ['#/settings', 'Make a new code', 'lock'],
    ['#/alert/w', 'Show the words', 'words'],
  ])('on the card, when the button goes with what it did: %s, %s', async (view, words, card) => {
    await open(view);
    await unlock();
    await go(words);
    expect(() => control(words)).toThrow('no control');
    expect(focused()?.getAttribute('aria-labelledby')).toBe(card);
  });

  it('and is left where the person has it', async () => {
    const host = parentHost();
    await open('#/settings', host);
    await unlock();
    field('Name, exactly').focus();
    await press('Make a new code');
    expect(focused()).toBe(field('Name, exactly'));
  });

  it.each([80, 100])('on the first entry of the journal that came: of %i', async (count) => {
    const all = Array.from({ length: count }, (_, index) => entry(count - index));
    const host = parentHost({
      journal: ({ before, limit }) => ({
        entries: all.filter(({ seq }) => before === null || seq < before).slice(0, limit),
        check: { whole: true, from: 1, to: count },
      }),
    });
    await open('#/journal', host);
    await go('Show more');
    expect(focused()?.className).toBe('entry');
    expect(focused()?.textContent).toContain(`No. ${count - 50}`);
    if (count === 80) return;
    // The second page was full, and nothing is behind it.
    await go('Show more');
    expect(() => control('Show more')).toThrow('no control');
    expect(focused()?.textContent).toContain('No. 1');
    expect(await breaches()).toEqual([]);
  });
});
