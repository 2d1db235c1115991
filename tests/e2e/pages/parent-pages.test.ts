/** The pages for parents with ten thousand alerts, each to be looked at in both themes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../../src/dev/browsers/browser.ts';
import { shows } from '../../../src/dev/browsers/keyboard.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { goneThrough } from '../page-checks.ts';
import { ParentStage } from '../parent-stage.ts';

const PIN = 'lantern72';
const COUNT = 10_000;

describe.each(TARGETS)('the pages for parents in %s', { timeout: 300_000 }, (target) => {
  let stage: ParentStage;

  beforeAll(async () => {
    stage = await ParentStage.open(target, COUNT);
  });
  afterAll(async () => {
    await stage?.close();
  });

  const view = async (hash: string, words: string) => {
    await stage.tab.evaluate((to) => {
      location.hash = to;
    }, hash);
    await shows(stage.tab, words);
  };

  test('the set-up, step by step', async () => {
    await stage.tab.goto(`${stage.browser.base}src/welcome/welcome.html`);
    await shows(stage.tab, 'Who is it for?');
    await stage.photograph('welcome-1');
    await stage.press('Next');
    await shows(stage.tab, 'Where does it read along?');
    await stage.photograph('welcome-2');
    await stage.press('Next');
    await shows(stage.tab, 'Choose a PIN');
    await stage.tab.type('input', PIN);
    await stage.photograph('welcome-3');
    await stage.tab.type('.field ~ .field input', PIN);
    await stage.press('Next');
    await shows(stage.tab, 'Keep this recovery code', 20_000);
    await stage.photograph('welcome-4');
    await stage.tab.click('.check input');
    await stage.press('Finish');
    await shows(stage.tab, 'This is what your child can read');
    await stage.photograph('welcome-5');
  });

  test('what has the focus in the list never lies under the bar of the chosen ones', async () => {
    await stage.tab.resize(320, 480);
    await stage.tab.goto(`${stage.browser.base}src/options/options.html#/alerts`);
    await shows(stage.tab, '1 to 20 of', 20_000);
    await stage.tab.click('.row-choice');
    await shows(stage.tab, 'Make one report of them');
    const met = await goneThrough(stage.tab, '.chosen-bar', 60);
    expect(met.length).toBeGreaterThan(30);
    expect(met.filter((words) => words !== '')).toEqual([]);
  });

  test('each view in both themes', async () => {
    await stage.tab.goto(`${stage.browser.base}src/options/options.html#/home`);
    await shows(stage.tab, 'First:', 20_000);
    await stage.photograph('home');
    await view('#/alert/filled-3', 'How it came about');
    await stage.photograph('alert');
    await view('#/settings', 'How many false alarms');
    await stage.photograph('settings-locked');
    await stage.tab.type('.gate input', PIN);
    await stage.press('Unlock');
    await shows(stage.tab, 'Unlocked until', 20_000);
    await stage.photograph('settings');
    await view('#/journal', 'The journal is whole');
    await stage.photograph('journal');
    await view('#/stored', 'When it goes');
    await stage.photograph('stored');
    await view('#/backup', 'Several devices');
    await stage.photograph('backup');
    await view('#/help', 'In danger right now?');
    await stage.photograph('help');
    await view('#/report/filled-3,filled-1', 'Leave out my child');
    await stage.press('Make the report');
    await shows(stage.tab, 'To be read out over the phone', 20_000);
    await stage.photograph('report');
    await stage.press('Lock now');
    await until(() => stage.tab.evaluate(() => !document.body.textContent?.includes('Unlocked until')), {
      what: 'it is locked',
    });
  });
});
