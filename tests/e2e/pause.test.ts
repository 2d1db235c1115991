/** The pause before a secret leaves, in the editors that chats are built with. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../src/dev/browsers/browser.ts';
import { launch } from '../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../src/dev/build.ts';
import { ROOT } from '../../src/dev/shell.ts';
import { EDITORS, type EditorName, EditorPages } from './editor-pages.ts';
import { LINES } from './stage.ts';

const SECRET = 'its sunny123';
const TITLE = 'Do you want to send this?';
/** ms within which nobody notices a wait; a busy machine is late once, a slow product each time. */
const MOMENT = 16;
/** In the page: until what comes in has been drawn. A browser without a window draws nothing, unless it is asked to. */
function drawn(): Promise<void> {
  const end = performance.now() + 400;
  return new Promise((done) => {
    const next = () => (performance.now() > end ? done() : requestAnimationFrame(next));
    next();
  });
}

const names = Object.keys(EDITORS) as EditorName[];

describe.each(TARGETS)('the pause in %s', (target) => {
  let browser: Browser;
  let tab: Tab;
  let pages: EditorPages;

  beforeAll(async () => {
    pages = await EditorPages.start();
    browser = await launch(target, { extension: distOf(target, true), headless: true });
    tab = await browser.open('');
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  const title = async () => (await tab.warning())?.title ?? null;
  const asked = () => until(async () => (await title()) === TITLE, { what: 'the pause asks' });
  /** A chat in which the peer asked for a password, the warning put away. */
  async function chat(editor: EditorName): Promise<void> {
    await pages.open(tab, editor);
    await pages.peerSays(tab, 'heyy how was school');
    await pages.peerSays(tab, LINES.credential);
    await until(title, { what: 'the warning stands' });
    await tab.pressInWarning('Close this warning');
    await until(async () => (await title()) === null, { what: 'the warning is gone' });
  }
  const judged = () => tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 400)));
  /** Types and leaves the judge the time that a hand needs for the next key. */
  async function type(editor: EditorName, text: string): Promise<void> {
    await tab.type(EDITORS[editor], text);
    await judged();
  }

  test.each(names)('holds Enter and the button in %s, keeps the draft, and lets go', async (editor) => {
    await chat(editor);
    await type(editor, SECRET);
    await tab.press('Enter');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    await tab.pressInWarning('Don’t send');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    await tab.click('#go');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    await tab.pressInWarning('Send anyway');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    expect((await pages.state(tab)).sent).toEqual([]);
    await tab.press('Enter');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
    expect((await pages.state(tab)).sent).toEqual([SECRET]);
  });

  test.each(names)('lets %s send what gives nothing away', async (editor) => {
    await chat(editor);
    await type(editor, 'no i wont');
    await tab.press('Enter');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
    expect((await pages.state(tab)).sent).toEqual(['no i wont']);
    expect(await title()).toBeNull();
  });

  test.each(names)('leaves what an input method composes in %s alone, and holds it when it is sent', async (editor) => {
    await chat(editor);
    await tab.type(EDITORS[editor], '');
    for (const part of ['i', 'its', 'its sunny', SECRET]) await tab.compose(part);
    await judged();
    // Enter chooses the word: the page hears it, and nothing is asked.
    await tab.commit(SECRET);
    await judged();
    expect(await title()).toBeNull();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    expect(await pages.enters(tab)).toEqual([{ isComposing: true }]);
    await tab.press('Enter');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    expect(await pages.enters(tab)).toEqual([{ isComposing: true }]);
    await tab.pressInWarning('Send anyway');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    await tab.press('Enter');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
    expect((await pages.state(tab)).sent).toEqual([SECRET]);
  });

  test.each(names)('holds the button in %s while a word is composed, as phones compose every word', async (editor) => {
    await chat(editor);
    await tab.type(EDITORS[editor], '');
    await tab.compose(SECRET);
    await judged();
    await tab.click('#go');
    await asked();
    await tab.pressInWarning('Don’t send');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    expect((await pages.state(tab)).sent).toEqual([]);
    // Some editors take a word a moment after it was composed.
    await until(async () => (await pages.state(tab)).draft !== '', { what: 'the word is in the draft' });
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
  });

  test('asks when a finger presses the button', async () => {
    await chat('textarea');
    await type('textarea', SECRET);
    await tab.tap('#go');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    await tab.pressInWarning('Send anyway');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    await tab.tap('#go');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
    expect((await pages.state(tab)).sent).toEqual([SECRET]);
  });

  test('is answered by keyboard alone: Escape keeps the draft, the other button is one Tab away', async () => {
    await chat('textarea');
    await type('textarea', SECRET);
    await tab.press('Enter');
    await asked();
    mkdirSync(join(ROOT, 'out', 'pause'), { recursive: true });
    await tab.evaluate(drawn);
    await tab.screenshot(join(ROOT, 'out', 'pause', `${target}.png`));
    await tab.press('Escape');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    await tab.press('Enter');
    await asked();
    await tab.press('Tab');
    await tab.press('Enter');
    await until(async () => (await title()) !== TITLE, { what: 'the question is gone' });
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
    await tab.press('Enter');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
  });

  test('holds nothing in a chat in which nothing was asked for', async () => {
    await pages.open(tab, 'textarea');
    await pages.peerSays(tab, 'heyy how was school');
    await type('textarea', SECRET);
    await tab.press('Enter');
    await until(async () => (await pages.state(tab)).sent.length > 0, { what: 'it is sent' });
  });

  test('makes no message wait: it is sent in the same moment, though nobody is there to ask', async () => {
    await chat('textarea');
    await type('textarea', 'no i wont');
    await browser.killWorker();
    for (const text of ['', 'leave me alone', 'ok bye']) {
      await tab.type(EDITORS.textarea, text);
      await tab.press('Enter');
    }
    await until(async () => (await pages.state(tab)).sent.length === 3, { what: 'all are sent' });
    const waits = await pages.waits(tab);
    expect(Math.min(...waits)).toBeLessThan(MOMENT);
  });

  test('can’t be answered or got round by the page, and asks again when the page takes it away', async () => {
    await chat('textarea');
    await type('textarea', SECRET);
    await tab.press('Enter');
    await asked();
    const host = () => tab.evaluate(() => document.documentElement.lastElementChild !== document.body);
    await tab.evaluate(() => {
      const here = document.documentElement.lastElementChild as HTMLElement;
      for (const key of ['Escape', 'Enter', 'Tab'])
        for (const to of [here, document.body, window])
          to.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      here.click();
      for (const kind of ['pointerdown', 'click'])
        here.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true }));
    });
    expect(await title()).toBe(TITLE);
    await tab.evaluate(() => document.documentElement.lastElementChild?.remove());
    await until(host, { what: 'it stands again' });
    expect(await title()).toBe(TITLE);
    await tab.evaluate(() => document.documentElement.lastElementChild?.remove());
    await until(async () => !(await host()), { what: 'the page has taken it away' });
    await tab.type(EDITORS.textarea, '');
    await tab.press('Enter');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
  });

  test('holds what was written before it was asked for', async () => {
    await pages.open(tab, 'textarea');
    await pages.peerSays(tab, 'heyy how was school');
    await type('textarea', SECRET);
    await pages.peerSays(tab, LINES.credential);
    await until(title, { what: 'the warning stands' });
    await tab.pressInWarning('Close this warning');
    await judged();
    await tab.press('Enter');
    await asked();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
  });

  test('leaves other buttons and new lines alone', async () => {
    await chat('textarea');
    await type('textarea', SECRET);
    await tab.click('#emoji');
    await tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 300)));
    expect(await title()).toBeNull();
    expect(await pages.state(tab)).toEqual({ sent: [], draft: SECRET });
  });
});
