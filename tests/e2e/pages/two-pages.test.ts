/** Two pages for parents at once: the slower one is told, sees what the other chose, and nothing of either is lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Tab } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { shows } from '../../../src/dev/browsers/keyboard.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';

describe.each(TARGETS)('two pages for parents in %s', (target) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(target, { extension: distOf(target, true), headless: true });
  });
  afterAll(async () => {
    await browser?.close();
  });

  const choose = (tab: Tab, name: string, value: string) =>
    tab.evaluate(
      (group, wanted) => document.querySelector<HTMLInputElement>(`input[name=${group}][value="${wanted}"]`)?.click(),
      name,
      value,
    );
  const chosen = (tab: Tab, name: string) =>
    tab.evaluate(
      (group) => document.querySelector<HTMLInputElement>(`input[name=${group}]:checked`)?.value ?? '',
      name,
    );

  test('that change settings at once', async () => {
    const extension = await Extension.of(browser);
    const open = async () => {
      const tab = await browser.open(`${browser.base}src/options/options.html#/settings`);
      await shows(tab, 'How many false alarms');
      return tab;
    };
    const [first, second] = [await open(), await open()];
    await choose(first, 'retention', '90');
    await shows(first, 'Saved');
    await choose(second, 'sensitivity', 'more');
    await shows(second, 'another window was quicker');
    // Nothing of the first was overwritten, and the second shows it, with its own choice taken back.
    expect([await chosen(second, 'retention'), await chosen(second, 'sensitivity')]).toEqual(['90', 'balanced']);
    const stored = async () => (await extension.ask('family-settings', {})).settings;
    expect(await stored()).toMatchObject({ retentionDays: 90, sensitivity: 'balanced' });
    // The same press again holds.
    await choose(second, 'sensitivity', 'more');
    await shows(second, 'Saved');
    expect(await stored()).toMatchObject({ retentionDays: 90, sensitivity: 'more' });
    await browser.killWorker();
    expect(await stored()).toMatchObject({ retentionDays: 90, sensitivity: 'more' });
  }, 120_000);
});
