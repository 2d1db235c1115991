/** Private windows: not covered before a person allows it, and said so; then the same warning, the same help, nothing more kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { shows } from '../../../src/dev/browsers/keyboard.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { createLock, doorOfSetUp, unlock } from '../../../src/sealing/index.ts';
import { ChatPages } from '../chat-page.ts';
import { LINES } from '../stage.ts';

const PIN = 'lantern-72';
const WELCOME = 'src/welcome/welcome.html';
const POPUP = 'src/popup/popup.html';
const SMALL_TALK = 'heyy how was school';

/** Each place of the browser's storage with all that lies there, as text: `alerts/ID`, `local/KEY`. */
type Kept = Readonly<Record<string, string>>;

/** In a page of the extension: everything that it has stored, whatever it is. */
async function dump(): Promise<Kept> {
  const kept: Record<string, string> = {};
  const text = (value: unknown) =>
    JSON.stringify(value, (_, each) => (ArrayBuffer.isView(each) ? [...new Uint8Array(each.buffer)] : each)) ?? '';
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const database = await asked(indexedDB.open('nightlight'));
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    for (const [index, key] of keys.entries()) kept[`${name}/${String(key)}`] = text(values[index]);
  }
  database.close();
  for (const area of ['local', 'session', 'sync'] as const) {
    const all = (await chrome.storage[area].get(null)) as Record<string, unknown>;
    for (const [key, value] of Object.entries(all)) kept[`${area}/${key}`] = text(value);
  }
  return kept;
}

/**
 * The kinds of what is kept: each place, without its numbers and ids, and the names of all its fields. Of the memory of the
 * running browser the places alone: what lies in them comes and goes from one moment to the next.
 */
function kinds(kept: Kept): string[] {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(shape(each))))].sort();
    if (typeof value !== 'object' || value === null) return typeof value;
    const fields = Object.entries(value).map(([name, each]) => [name, shape(each)] as const);
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const all = Object.entries(kept).map(([place, text]) => {
    const fields = place.startsWith('session/') ? '' : JSON.stringify(shape(JSON.parse(text)));
    return `${place.replace(/[\w-]*\d[\w-]*/g, '*')}: ${fields}`;
  });
  return [...new Set(all)].sort();
}

/** Of the browser having run, not of a chat: written when the minute comes, whatever is open. */
const RUNNING = ['local/alive: "number"', 'session/alive-session: ', 'settings/alive: {"at":"number"}'];

/** How many records each store has more than before, of those that a chat adds to. */
function added(before: Kept, after: Kept): Record<string, number> {
  const count = (kept: Kept, store: string) => Object.keys(kept).filter((place) => place.startsWith(store)).length;
  const stores = ['alerts/', 'conversations/', 'sealed/', 'journal/'];
  return Object.fromEntries(stores.map((store) => [store, count(after, store) - count(before, store)]));
}

describe.each(TARGETS)('private windows in %s', (target) => {
  let browser: Browser;
  let pages: ChatPages;

  beforeAll(async () => {
    pages = await ChatPages.start();
    browser = await launch(target, { extension: distOf(target, true), headless: true });
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  /** A chat that turns into blackmail, in a page of its own. */
  async function blackmail(tab: Tab): Promise<void> {
    await pages.open(tab);
    await pages.peerSays(tab, SMALL_TALK, LINES.hijack);
  }
  const warned = (tab: Tab) => until(async () => (await tab.warning())?.title, { what: 'the warning stands' });
  const sites = async () => {
    const tab = await browser.open(browser.base + WELCOME);
    await shows(tab, 'Who is it for?');
    await tab.evaluate(() =>
      [...document.querySelectorAll('button')].find((each) => each.textContent === 'Next')?.click(),
    );
    await shows(tab, 'Where does it read along?');
    return tab;
  };
  /** Once the lines of so many alerts are sealed. */
  const settled = async (extension: Extension, alerts: number) => {
    const sealed = async () =>
      (await extension.alerts()).length === alerts &&
      Object.keys(await extension.inPage(dump)).filter((place) => place.startsWith('sealed/')).length >= alerts;
    await until(sealed, { what: `the lines of ${alerts} alerts are sealed` });
    return extension.inPage(dump);
  };

  test('are not covered before, and the pages say so', async () => {
    const extension = await Extension.of(browser);
    const secret = await browser.openPrivate('about:blank');
    await blackmail(secret);
    const open = await browser.open('');
    await blackmail(open);
    await warned(open);
    expect(await secret.warning()).toBeNull();
    expect((await extension.alerts()).map(({ title }) => title)).toEqual(['thread-2']);
    await secret.close();

    const welcome = await sites();
    await shows(welcome, 'Private windows are not covered');
    await welcome.goto(browser.base + POPUP);
    await shows(welcome, 'Private windows, unless it was allowed there');
  });

  test('are covered once it is allowed: warned and helped in the same way, and nothing more is kept', async () => {
    await browser.allowPrivate();
    await shows(await sites(), 'Private windows are covered');
    const extension = await Extension.of(browser);
    expect((await extension.ask('house', {})).house.changes.map(({ what }) => what)).toContain('private');
    await extension.ask('erase-all', {});
    const lock = await createLock(PIN);
    const set = await extension.ask('set-up-lock', { keys: lock.keys, change: {} });
    if (set.outcome !== 'done') throw new Error(set.outcome);
    await (await doorOfSetUp(lock, set.token, set.until)).shut((kind, body) => extension.ask(kind, body));

    const empty = await extension.inPage(dump);
    const open = await browser.open('');
    await blackmail(open);
    const said = (await warned(open)) && (await open.warning())?.text;
    const before = await settled(extension, 1);
    await open.close();

    const secret = await browser.openPrivate('about:blank');
    await blackmail(secret);
    await warned(secret);
    expect((await secret.warning())?.text).toBe(said);
    const after = await settled(extension, 2);
    expect(added(before, after)).toEqual(added(empty, before));
    const known = [...kinds(before), ...RUNNING];
    expect(kinds(after).filter((kind) => !known.includes(kind))).toEqual([]);
    const all = JSON.stringify(Object.entries(after).filter(([place]) => !place.startsWith('session/')));
    for (const words of [SMALL_TALK, LINES.hijack, '127.0.0.1', 'localhost']) expect(all).not.toContain(words);

    await secret.front();
    await secret.pressInWarning('Talk to someone');
    await until(() => browser.isOpen(`${browser.base}${POPUP}#talk`), { what: 'the helplines show' });
    await secret.close();

    // What it sealed opens for the PIN like any other, and it stays when the window is gone.
    const ask: Parameters<typeof unlock>[0] = (kind, body) => extension.ask(kind, body);
    const opened = await unlock(ask, 'pin', PIN);
    if (opened.outcome !== 'open') throw new Error(opened.outcome);
    const alert = (await extension.alerts()).find(({ title }) => title === 'thread-4');
    const sealed = await extension.ask('alert-lines', { token: opened.door.token, alert: alert?.id ?? '' });
    if (sealed.outcome !== 'done') throw new Error(sealed.outcome);
    const { lines } = await opened.door.open(sealed.parts);
    expect(lines.map(({ text }) => text)).toContain(LINES.hijack);
  });
});
