/** What a parent and a child do with the extension, each as one step: by keyboard and mouse, on its real pages. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyReport } from '../../evidence/verify.ts';
import type { Scene } from '../bed/scene.ts';
import { type Tab, until } from '../browsers/browser.ts';
import { savedIn } from '../browsers/downloads.ts';
import { pressControl, shows as showsWithin } from '../browsers/keyboard.ts';
import { goThroughSetUp } from '../browsers/set-up.ts';

export interface Visit {
  readonly scene: Scene;
  /** Where the pages of the extension are opened. */
  readonly tab: Tab;
  /** Folder for what is saved, empty before and after each step. */
  readonly downloads: string;
  /** Path for photographs. */
  readonly photo: string;
}

/** Throws when something is not as it must be; gives how often it was done. */
export type Step = (visit: Visit) => Promise<number>;

const PIN = 'lantern72';
const PASSPHRASE = 'three wet boots';
/** ms that anything may take: a long run goes on beside other work. */
const PATIENCE = 60_000;

const shows = (tab: Tab, words: string) => showsWithin(tab, words, PATIENCE);
const waitFor = (what: string, look: () => Promise<unknown>) => until(look, { within: PATIENCE, every: 50, what });

async function open({ scene, tab }: Visit, path: string, words: string): Promise<void> {
  // Another view of the same page alone would load nothing anew.
  await tab.goto('about:blank');
  await tab.front();
  await tab.goto(`${scene.browser.base}src/${path}`);
  await shows(tab, words);
}

async function unlock(tab: Tab): Promise<void> {
  if (!(await tab.evaluate(() => document.querySelector('.gate input') !== null))) return;
  await tab.type('.gate input', PIN);
  await tab.press('Enter');
  await shows(tab, 'Unlocked until');
}

const stands = (tab: Tab, selector: string) =>
  tab.evaluate((wanted) => document.querySelector(wanted) !== null, selector);
const there = (tab: Tab, selector: string) => waitFor(selector, () => stands(tab, selector));
/** Clicks until it is seen: what is drawn just then moves away under the mouse, and a person clicks again. */
async function clickUntil(tab: Tab, selector: string, seen: () => Promise<unknown>): Promise<void> {
  const clicked = async () => {
    await tab.click(selector);
    await until(async () => (await seen()) === true, { within: 5_000, every: 50 });
    return true;
  };
  await waitFor(`a click on ${selector}`, async () => (await seen()) === true || (await clicked().catch(() => false)));
}

const count = (tab: Tab, selector: string) =>
  tab.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);

/** What the browser saved; the folder is empty again. */
async function taken({ downloads }: Visit): Promise<string> {
  const { path, text } = await until(async () => savedIn(downloads), { within: PATIENCE, what: 'the file is saved' });
  rmSync(path);
  return text;
}

/** The set-up, each step of it, to its end. */
export const setUp: Step = async (visit) => {
  await open(visit, 'welcome/welcome.html', 'Who is it for?');
  await goThroughSetUp(visit.tab, PIN, PATIENCE);
  return 1;
};

const popup: Step = async (visit) => {
  const { tab } = visit;
  await open(visit, 'popup/popup.html', 'For parents');
  for (const [button, words] of [
    ['.popup-links button:nth-child(3)', 'When you look for help'],
    ['.popup-links button:nth-child(1)', 'Your message'],
    ['.popup-foot button', 'Helplines for children and teens'],
  ] as const) {
    // What lies behind the cards of some dozens of alerts is far for Tab alone.
    await tab.evaluate((at) => document.querySelector<HTMLElement>(at)?.focus(), button);
    await tab.press('Enter');
    await shows(tab, words);
    await pressControl(tab, 'Back');
    await shows(tab, 'For parents');
  }
  return 1;
};

const practice: Step = async (visit) => {
  const { tab } = visit;
  await open(visit, 'practice/practice.html', 'What would you do?');
  await there(tab, '.practice-pick');
  const scenes = await count(tab, '.practice-pick');
  await tab.click('.practice-pick');
  for (let scene = 1; scene <= scenes; scene++) {
    await shows(tab, `${scene} of ${scenes}`);
    const choices = await count(tab, '.practice-choice');
    for (let choice = 1; choice <= choices; choice++) {
      const button = `li:nth-child(${choice}) > .practice-choice`;
      await clickUntil(tab, button, () => stands(tab, `${button}[aria-pressed=true]`));
    }
    await pressControl(tab, scene < scenes ? 'Next' : 'All chats');
  }
  await there(tab, '.practice-pick');
  return scenes;
};

/** In the page: chooses another one of a group than what holds; gives its value. */
function chooseOther(group: string): string {
  const all = [...document.querySelectorAll<HTMLInputElement>(`input[name=${group}]`)];
  const other = all.find(({ checked }) => !checked);
  other?.click();
  return other?.value ?? '';
}

const settings: Step = async (visit) => {
  const { tab, scene } = visit;
  await open(visit, 'options/options.html#/settings', 'How long things are kept');
  await unlock(tab);
  const days = await tab.evaluate(chooseOther, 'retention');
  const held = async () => (await scene.extension.ask('family-settings', {})).settings.retentionDays === Number(days);
  await waitFor(`things are kept for ${days} days`, held);
  await shows(tab, 'Saved');
  return 1;
};

const journal: Step = async (visit) => {
  await open(visit, 'options/options.html#/journal', 'The journal is whole');
  return 1;
};

const views: Step = async (visit) => {
  await open(visit, 'options/options.html#/home', 'Nightlight');
  await open(visit, 'options/options.html#/stored', 'When it goes');
  await open(visit, 'options/options.html#/help', 'In danger right now?');
  return 3;
};

/** In the page: gives a file to the field that asks for one, as the browser's own window of files does. */
function giveFile(text: string): void {
  const field = document.querySelector<HTMLInputElement>('#backup-file');
  const files = new DataTransfer();
  files.items.add(new File([text], 'settings.json', { type: 'application/json' }));
  if (field === null) throw new Error('no field for a file');
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const backup: Step = async (visit) => {
  const { tab } = visit;
  await open(visit, 'options/options.html#/backup', 'Save the settings');
  await unlock(tab);
  await tab.type('#backup-write ~ form input', PASSPHRASE);
  await tab.press('Enter');
  await shows(tab, 'Saved. The browser says where.');
  await tab.evaluate(giveFile, await taken(visit));
  await tab.type('#backup-read ~ form input:not([type=file])', PASSPHRASE);
  await tab.press('Enter');
  await shows(tab, 'The settings of the file hold now.');
  return 1;
};

const worker: Step = async ({ scene }) => {
  await scene.browser.killWorker();
  return 1;
};

const list: Step = async (visit) => {
  const { tab } = visit;
  await open(visit, 'options/options.html#/alerts', 'Search a site or a name');
  await there(tab, '.row-link');
  await tab.type('#search', 'thread-1');
  await shows(tab, 'Clear all');
  await there(tab, '.row-link');
  await pressControl(tab, 'Clear all');
  await there(tab, '.row-link');
  return 1;
};

/** In the list. */
const alert: Step = async ({ tab }) => {
  await clickUntil(tab, '.row-link', () => stands(tab, '.moment'));
  await shows(tab, 'How it came about');
  await unlock(tab);
  await shows(tab, 'Show the words');
  await pressControl(tab, 'Show the words');
  await shows(tab, 'if u tell anyone ill send');
  await tab.evaluate(chooseOther, 'state');
  await shows(tab, 'Now it stands at');
  return 1;
};

/** On the page of an alert, unlocked. */
const report: Step = async (visit) => {
  const { tab } = visit;
  await pressControl(tab, 'Make a report');
  await shows(tab, 'Leave out my child’s name');
  await pressControl(tab, 'Make the report');
  await shows(tab, 'To be read out over the phone');
  await pressControl(tab, 'Save the file');
  const text = await taken(visit);
  const { whole, faults } = await verifyReport(text);
  if (!whole || !text.includes('if u tell anyone ill send')) throw new Error(`the report: ${faults.join()}`);
  return 1;
};

const toolbar: Step = async ({ scene, photo }) => {
  await scene.browser.popup(join(photo, 'popup.png'));
  return 1;
};

/** In the pages of the chats that are open: what warns is read and answered, the first one with the way to help. */
const warnings: Step = async ({ scene }) => {
  let answered = 0;
  for (const tab of new Set(scene.threads.map((thread) => thread.tab))) {
    await tab.front();
    const standing = async () => ((await tab.warning())?.title ?? '') !== '';
    if (!(await standing())) continue;
    if (answered === 0) {
      await tab.pressInWarning('Talk to someone');
      const help = `${scene.browser.base}src/popup/popup.html#talk`;
      await waitFor('the helplines show', () => scene.browser.isOpen(help));
      await scene.extension.inPage(closeTabs, help);
      await tab.front();
    }
    const gone = async () => {
      if (!(await standing())) return true;
      await tab.pressInWarning('Close this warning').catch(() => {});
      return false;
    };
    await waitFor('the warning is closed', gone);
    answered += 1;
  }
  return answered;
};

/** In a page of the extension: its popup closes by itself, a tab does not. */
async function closeTabs(url: string): Promise<void> {
  for (const { id, url: at } of await chrome.tabs.query({}))
    if (at === url && id !== undefined) await chrome.tabs.remove(id);
}

/** Done while there is talk. */
export const MEANWHILE: Readonly<Record<string, Step>> = {
  'the page for parents, another option': settings,
  'popup, each view': popup,
  'practice scenes, each choice': practice,
  'background ended': worker,
  'journal looked at': journal,
  'other pages for parents': views,
  'settings saved as a file and brought back': backup,
};

/** Done once all that was said is counted, in this order. */
export const AFTERWARDS: Readonly<Record<string, Step>> = {
  'warnings answered': warnings,
  'list of alerts, searched': list,
  'alert opened, words shown, state changed': alert,
  'report made, saved and verified': report,
  'popup at the toolbar': toolbar,
};
