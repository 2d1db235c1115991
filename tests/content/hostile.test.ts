// @vitest-environment happy-dom
/** Pages made to mislead: what they can't do. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { isSend } from '../../src/content/pause/boxes.ts';
import { createPause } from '../../src/content/pause/pause.ts';
import { siteFromData } from '../../src/sites/data.ts';
import { generic } from '../../src/sites/generic.ts';
import { tableOf } from './chats.ts';
import { fixture, openPage, watchPage } from './page.ts';

const chat = siteFromData({
  id: 'chat',
  name: 'Chat',
  hosts: [],
  fits: '.chat',
  thread: '.chat',
  threadId: ['@data-thread'],
  title: '.title',
  row: '.row',
  text: '.text',
  author: '.author',
  rowId: ['@id'],
  composer: '.box',
});

describe('an element that answers to every selector', () => {
  const all = 'chat title row text author box';

  it('is one conversation with at most one message', async () => {
    openPage(`<html><body><div class="${all}" data-thread="x" id="y">hello</div></body></html>`);
    const watched = watchPage(chat);
    await watched.settle();
    expect(watched.take().length).toBeLessThanOrEqual(1);
    expect(watched.threads.length).toBeLessThanOrEqual(1);
  });

  it('in itself a hundred times over costs a bounded number of readers and no endless reading', async () => {
    const nested = `<div class="${all}" data-thread="x" id="y">`.repeat(100);
    openPage(`<html><body>${nested}hello</body></html>`);
    const watched = watchPage(chat);
    await watched.settle();
    await watched.settle();
    watched.take();
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });

  it('is no chat to the generic reader', () => {
    openPage(`<html><body><textarea class="${all}" role="log" aria-live="polite">a b c</textarea></body></html>`);
    expect(generic.threads(document)).toEqual([]);
  });
});

/** As `<form name="title">` or `<input name="querySelectorAll">` does in a browser: the element answers for the property. */
function clobber(of: object, name: string, by: Element): void {
  Object.defineProperty(of, name, { configurable: true, value: by });
  onTestFinished(() => {
    Reflect.deleteProperty(of, name);
  });
}

describe('an element that is named like a property', () => {
  it('is not read as the title of the page', () => {
    openPage(fixture('generic', 'bubbles.html'));
    document.querySelector('.room-header')?.remove();
    document.title = 'Sam';
    clobber(document, 'title', document.createElement('form'));
    expect(generic.threads(document).map(({ title }) => title)).toEqual(['Sam']);
  });

  it('does not hide the button that sends', () => {
    openPage('<html><body><form><textarea></textarea><button type="button">go</button></form></body></html>');
    const part = (name: string) => document.querySelector(name) as Element;
    clobber(part('form'), 'querySelectorAll', document.createElement('input'));
    expect(isSend(part('button'), part('textarea'))).toBe(true);
  });

  it('does not take the key strokes from the pause', async () => {
    openPage('<html><body><textarea></textarea></body></html>');
    clobber(document, 'defaultView', document.createElement('img'));
    vi.stubGlobal('chrome', { i18n: { getMessage: () => '' } });
    Object.assign(HTMLElement.prototype, { showPopover: () => {} });
    const controller = new AbortController();
    onTestFinished(() => {
      controller.abort();
      vi.unstubAllGlobals();
    });
    createPause({
      document,
      threadAt: () => ({ site: 'chat', thread: 'dm' }),
      judge: async () => ({ gives: 'password', asked: true }),
      failed: () => {},
      signal: controller.signal,
    });
    const box = document.querySelector('textarea') as HTMLTextAreaElement;
    const fire = (event: Event) => {
      Object.defineProperty(event, 'isTrusted', { value: true });
      box.dispatchEvent(event);
      return event;
    };
    box.value = 'sunny123';
    fire(new Event('input', { bubbles: true, composed: true }));
    await vi.waitFor(() => {
      const enter = fire(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
      );
      expect(enter.defaultPrevented).toBe(true);
    });
  });
});

describe('a page of a thousand conversations', () => {
  it('has the first few followed', async () => {
    const one = (id: number) =>
      `<div class="chat" data-thread="t${id}"><p class="row" id="m"><b class="text">hi ${id}</b></p></div>`;
    openPage(`<html><body>${Array.from({ length: 1000 }, (_, id) => one(id)).join('')}</body></html>`);
    const watched = watchPage(chat);
    await watched.settle();
    expect(new Set(watched.take().map(({ thread }) => thread)).size).toBe(16);
  });

  it('with one name has one followed', async () => {
    const one = (text: string) =>
      `<div class="chat" data-thread="same"><p class="row" id="${text}"><b class="text">${text}</b></p></div>`;
    openPage(`<html><body>${one('a')}${one('b')}</body></html>`);
    const watched = watchPage(chat);
    await watched.settle();
    expect(watched.take().map(({ text }) => text)).toEqual(['a']);
  });
});

describe('forged ids', () => {
  it('give another text to a message of the same thread, as an edit does, and to none of another', async () => {
    const thread = (id: string, rows: string) => `<div class="chat" data-thread="${id}">${rows}</div>`;
    const row = (id: string, text: string) => `<p class="row" id="${id}"><b class="text">${text}</b></p>`;
    openPage(`<html><body>${thread('one', row('m1', 'first'))}${thread('two', row('m1', 'second'))}</body></html>`);
    const watched = watchPage(chat);
    await watched.settle();
    expect(watched.take().map(({ thread: at, key, text }) => [at, key, text])).toEqual([
      ['one', 'id:m1', 'first'],
      ['two', 'id:m1', 'second'],
    ]);
    document.querySelector('.chat')?.insertAdjacentHTML('beforeend', row('m1', 'forged'));
    await watched.settle(20_000);
    expect(watched.take().map(({ thread: at, text }) => [at, text])).toEqual([['one', 'forged']]);
  });
});

describe('events that the page makes itself', () => {
  it('are no typing: what they claim to send is nobody’s', async () => {
    openPage(
      `<html><body><div class="chat" data-thread="x"><p class="row" id="a"><b class="text">hi</b></p><textarea class="box"></textarea></div></body></html>`,
    );
    const watched = watchPage(siteFromData({ ...tableOf(chat), own: '.never', peer: '.never' }));
    await watched.settle(20_000);
    const box = document.querySelector('textarea') as HTMLTextAreaElement;
    box.value = 'words of the page';
    box.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    box.value = '';
    watched.take();
    document
      .querySelector('.chat')
      ?.insertAdjacentHTML('beforeend', '<p class="row" id="b"><b class="text">words of the page</b></p>');
    await watched.settle();
    expect(watched.take().map(({ text, direction }) => [text, direction])).toEqual([['words of the page', 'unknown']]);
  });
});
