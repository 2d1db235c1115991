// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { NOW, silence } from '../ui/fixtures.ts';
import { parentHost, UNSET } from '../ui/parent-fixtures.ts';
import { bodies, breaches, control, enter, field, open, press, settle, text, type, unlock, until } from './stage.tsx';

describe('a backup', () => {
  const put = (content: string) =>
    settle(() => {
      const input = field('The file');
      Object.defineProperty(input, 'files', { value: [new File([content], 'x.json')], configurable: true });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  const secrets = () => document.querySelectorAll<HTMLInputElement>('.columns input[type=password]');
  const passphrase = (index: number, value: string) =>
    settle(() => {
      const input = secrets()[index];
      if (input === undefined) throw new Error('no passphrase');
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });

  it('is written under a passphrase and read again: the settings go to the background as restored', async () => {
    const host = parentHost({ house: () => ({ house: UNSET }) });
    await open('#/backup', host);
    await passphrase(0, 'short');
    await press('Save as a file');
    expect(text('[aria-labelledby=backup-write]')).toContain('Too short.');
    await passphrase(0, 'a long enough one');
    await press('Save as a file');
    await expect.poll(() => host.saved.length, { timeout: 20_000 }).toBe(1);
    const [file] = host.saved;
    expect(file?.name).toBe('nightlight-settings-2026-11-25.json');
    // in quotes, as a value stands there: two letters alone come up in any ciphertext
    expect(file?.text).not.toContain('"GB"');
    await until(() => text('[aria-labelledby=backup-write]').includes('Saved.'));
    expect(secrets()[0]?.value).toBe('');
    await put(file?.text ?? '');
    await passphrase(1, 'a long enough one');
    await press('Use these settings');
    await expect.poll(() => bodies(host, 'change-settings').length, { timeout: 20_000 }).toBe(1);
    expect(bodies(host, 'change-settings')[0]).toMatchObject({
      token: null,
      restored: true,
      change: { country: 'GB' },
    });
    await settle(() => undefined);
    expect(text('[aria-labelledby=backup-read]')).toContain('The settings of the file hold now.');
    expect(secrets()[1]?.value).toBe('');
    expect(await breaches()).toEqual([]);
  }, 60_000);

  it.each([
    ['of another program', '{"format":"something"}', 'This is not a backup of Nightlight.'],
    ['of nonsense', 'x'.repeat(900_000), 'This is not a backup of Nightlight.'],
    ['that is far too large', 'x'.repeat(2_100_000), 'The file is too large'],
    ['of a newer version', '{"format":"nightlight-settings","version":99}', 'A newer Nightlight made this file.'],
  ])('%s changes nothing and says so', async (_, content, words) => {
    const host = await open('#/backup', parentHost({ house: () => ({ house: UNSET }) }));
    await put(content);
    await passphrase(1, 'whatever it is');
    await press('Use these settings');
    expect(text('[aria-labelledby=backup-read]')).toContain(words);
    expect(bodies(host, 'change-settings')).toEqual([]);
  });

  it('keeps no passphrase that was typed once the page is locked', async () => {
    await open('#/backup');
    await unlock();
    for (const index of [0, 1, 2]) await passphrase(index, 'a long enough one');
    expect([...secrets()].map(({ value }) => value)).toEqual(Array(3).fill('a long enough one'));
    await press('Lock now');
    expect([...secrets()].map(({ value }) => value)).toEqual(['', '', '']);
    await unlock();
    expect([...secrets()].map(({ value }) => value)).toEqual(['', '', '']);
  });

  it('asks for a file first', async () => {
    await open('#/backup', parentHost({ house: () => ({ house: UNSET }) }));
    await press('Use these settings');
    expect(text('[aria-labelledby=backup-read]')).toContain('Choose a file first.');
  });
});

describe('several devices', () => {
  const sync = { on: false, sent: null, received: null, conflicts: [], trouble: 'none' } as const;

  it('share settings once the parent turns it on, with a passphrase', async () => {
    const host = parentHost({ 'set-sync': () => ({ outcome: 'done', sync: { ...sync, on: true } }) });
    await open('#/backup', host);
    expect(field('Passphrase of the family').disabled).toBe(true);
    await unlock();
    await type('Passphrase of the family', 'short');
    await enter('Passphrase of the family');
    expect(text('[aria-labelledby=sync]')).toContain('Too short.');
    await type('Passphrase of the family', 'our own words');
    await enter('Passphrase of the family');
    expect(bodies(host, 'set-sync')).toEqual([{ token: 'token', passphrase: 'our own words' }]);
    expect(await breaches()).toEqual([]);
  });

  it('are told when sharing could not be switched, on or off', async () => {
    const status = { ...sync, on: true };
    await open('#/backup', parentHost({ 'sync-status': () => ({ sync: status }), 'set-sync': silence }));
    await unlock();
    await press('Stop sharing');
    expect(text('[aria-labelledby=sync]')).toContain('Not saved: Nightlight didn’t answer.');
    expect(await breaches()).toEqual([]);
    await open('#/backup', parentHost({ 'set-sync': silence }));
    await type('Passphrase of the family', 'our own words');
    await enter('Passphrase of the family');
    expect(text('[aria-labelledby=sync]')).toContain('Not saved: Nightlight didn’t answer.');
  });

  it('are offered no switch while it is not known whether they share', async () => {
    let dead = true;
    const status = { ...sync, on: true };
    const host = parentHost({ 'sync-status': () => (dead ? silence() : { sync: status }) });
    await open('#/backup', host);
    expect(() => control('Share settings')).toThrow('no control');
    expect(() => control('Stop sharing')).toThrow('no control');
    expect(text('[aria-labelledby=sync]')).toContain('Nightlight didn’t answer');
    dead = false;
    await press('Try again');
    expect(control('Stop sharing')).toBeDefined();
    expect(() => control('Share settings')).toThrow('no control');
  });

  it('show what another one replaced, and what is wrong', async () => {
    const status = {
      ...sync,
      on: true,
      sent: NOW,
      conflicts: ['ageGroup', 'retentionDays'],
      trouble: 'passphrase',
    } as const;
    await open('#/backup', parentHost({ 'sync-status': () => ({ sync: status }) }));
    expect(text('[aria-labelledby=sync]')).toContain('Age of your child and How long things are kept');
    expect(text('[aria-labelledby=sync]')).toContain('Another device uses another passphrase.');
    expect(await breaches()).toEqual([]);
  });
});
