// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/sites/adapter.ts';
import { siteFromData } from '../../src/sites/data.ts';
import { theLounge } from '../../src/sites/the-lounge.ts';
import { add, bare, list, page, row, tableOf, withIds } from './chats.ts';
import { fixture, openPage, readerOf, watchPage } from './page.ts';

beforeEach(() => openPage('<html><body></body></html>'));

describe('threads', () => {
  it('that follow each other in one container are kept apart', async () => {
    openPage(page(row('a')));
    const watched = watchPage(bare);
    watched.take();
    const chat = document.querySelector('#chat') as Element;
    chat.setAttribute('data-thread', 'two');
    list().innerHTML = row('x') + row('y');
    await watched.settle();
    expect(watched.take().map(({ thread, text }) => [thread, text])).toEqual([
      ['two', 'x'],
      ['two', 'y'],
    ]);
  });

  it('that open again hand on only what came in between, and that as news', async () => {
    openPage(page(row('a') + row('b')));
    const watched = watchPage(bare);
    watched.take();
    openPage(page(row('x'), 'two'));
    await watched.settle();
    watched.take();
    openPage(page(row('a') + row('b') + row('c')));
    await watched.settle();
    expect(watched.take()).toMatchObject([{ thread: 'one', text: 'c', history: false }]);
  });

  it('that open again hand on an edit of a row that was edited often, in its time', async () => {
    openPage(page(row('one', 'id="m1"')));
    const watched = watchPage(withIds);
    const chat = document.querySelector('#chat') as Element;
    const words = document.querySelector('#m1 p') as Element;
    for (const text of ['two', 'three', 'four', 'five']) {
      words.textContent = text;
      await watched.settle(10_000);
    }
    watched.take();
    chat.remove();
    await watched.settle(500);
    words.textContent = 'six';
    document.body.append(chat);
    await watched.settle(500);
    expect(watched.take()).toEqual([]);
    await watched.settle(5000);
    expect(watched.take()).toMatchObject([{ text: 'six', history: false }]);
  });

  it('that are away hold nothing of the page, and are read from their beginning when they open again', () => {
    openPage(page(row('a') + row('b')));
    const { reader, thread, told } = readerOf(bare);
    reader.touchAll();
    reader.close();
    expect(reader.thread.container.isConnected).toBe(false);
    expect(reader.thread.container.childElementCount).toBe(0);
    expect(reader.wake()).toBe(Number.POSITIVE_INFINITY);
    expect(reader.read(Number.POSITIVE_INFINITY, () => 0)).toBe(false);
    expect(told).toEqual([]);
    reader.update(thread);
    reader.read(Number.POSITIVE_INFINITY, () => 0);
    expect(told.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('that were open are forgotten beyond a bounded number, however many open at once', async () => {
    const many = siteFromData({
      id: 'many',
      name: 'Many',
      hosts: [],
      fits: '.chat',
      thread: '.chat',
      threadId: ['@data-thread'],
      title: 'h2',
      row: 'li',
      text: 'p',
      composer: 'textarea',
    });
    const show = (from: number) =>
      openPage(
        `<html><body>${Array.from({ length: 16 }, (_, at) => `<div class="chat" data-thread="t${from + at}">${row(`hi ${from + at}`)}</div>`).join('')}</body></html>`,
      );
    show(0);
    const watched = watchPage(many);
    for (const from of [16, 32, 48]) {
      show(from);
      await watched.settle(1000);
    }
    expect(watched.take()).toHaveLength(64);
    show(0);
    await watched.settle(1000);
    expect(watched.take()).toHaveLength(16);
  });

  it('that open again tell nothing twice when rows are taken out while they are read', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => row(text)).join('');
    openPage(page(rows));
    const { reader, thread, told } = readerOf(bare);
    reader.read(Number.POSITIVE_INFINITY, () => 0);
    expect(told).toHaveLength(6);
    reader.close();
    list().innerHTML = rows;
    reader.update(thread);
    // One row, and its time is over.
    for (let slice = 0; slice < 3; slice++) expect(reader.read(0, () => 0)).toBe(true);
    for (let gone = 0; gone < 4; gone++) list().firstElementChild?.remove();
    add(row('g'));
    reader.touch(list().lastElementChild as Element, true);
    reader.read(Number.POSITIVE_INFINITY, () => 0);
    expect(told.slice(6).map(({ text }) => text)).toEqual(['g']);
    expect(new Set(told.map(({ key }) => key)).size).toBe(7);
  });

  it('that stand beside each other are read each by itself', () => {
    const two = `<div id="chat" data-thread="two"><h2>cleo</h2><ul>${row('y', '', 'cleo')}</ul></div>`;
    openPage(page(row('x')).replace('</body>', `${two}</body>`));
    const both = siteFromData({
      id: 'bare',
      name: 'Bare',
      hosts: [],
      fits: '#chat',
      thread: '[data-thread]',
      threadId: ['@data-thread'],
      title: 'h2',
      row: 'li',
      text: 'p',
      author: 'b',
      composer: 'textarea',
    });
    expect(
      watchPage(both)
        .take()
        .map(({ thread, text }) => [thread, text]),
    ).toEqual([
      ['one', 'x'],
      ['two', 'y'],
    ]);
  });

  it('are groups as soon as two peers were read in them, however long their ids', async () => {
    openPage(page(row('x') + row('y', '', 'cleo'), 'long '.repeat(60)));
    const crowded = siteFromData({ ...tableOf(bare), crowd: true });
    const watched = watchPage(crowded);
    watched.take();
    add(row('z'));
    await watched.settle();
    expect(watched.take()).toMatchObject([{ text: 'z' }]);
    expect(watched.threads.map(({ group }) => group)).toEqual([false, true]);
  });

  it('of a group name each author', async () => {
    openPage(fixture('the-lounge', 'room.html'));
    const watched = watchPage(theLounge);
    expect(new Set(watched.take().map(({ author }) => author))).toEqual(new Set(['alice', 'bob', 'cleo']));
    expect(watched.threads[0]?.group).toBe(true);
  });
});

describe('join and part lines', () => {
  it('are no messages', async () => {
    openPage(fixture('the-lounge', 'room.html'));
    const watched = watchPage(theLounge);
    watched.take();
    const join = document.querySelector('#msg-14')?.cloneNode(true) as Element;
    join.id = 'msg-40';
    document.querySelector('.messages')?.append(join);
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });
});

describe('health', () => {
  it('is idle where no conversation is open', () => {
    openPage('<html><body><p>hello</p></body></html>');
    expect(watchPage(bare).health).toEqual([{ site: 'bare', state: 'idle', missing: [] }]);
  });

  it('is not understood where a list and a box stand and the conversation around them is not found', () => {
    const boxed = siteFromData({
      id: 'boxed',
      name: 'Boxed',
      hosts: [],
      thread: '.chat',
      container: 'ul',
      threadId: ['@data-thread'],
      title: 'h2',
      row: 'li',
      text: 'p',
      composer: 'textarea',
    });
    const chat = (name: string) =>
      `<div class="${name}" data-thread="x"><ul>${row('a')}</ul><textarea></textarea></div>`;
    openPage(`<html><body>${chat('chat-v2')}</body></html>`);
    expect(watchPage(boxed).health).toEqual([{ site: 'boxed', state: 'not-understood', missing: ['container'] }]);
    let asked = 0;
    const asking: Adapter = {
      ...boxed,
      lost: () => {
        asked++;
        return true;
      },
    };
    openPage(`<html><body>${chat('chat')}</body></html>`);
    expect(watchPage(asking).health.at(-1)?.state).toBe('watching');
    expect(asked, 'with a conversation open').toBe(0);
  });

  it('says what is missing', () => {
    openPage(page(row('a') + row('b') + row('c')).replace('<textarea></textarea>', ''));
    const watched = watchPage(bare);
    expect(watched.health.at(-1)).toEqual({ site: 'bare', state: 'partly', missing: ['composer'] });
  });

  it('is not understood when rows stand there and none can be read', () => {
    openPage(page('<li><span>a</span></li><li><span>b</span></li><li><span>c</span></li>'));
    expect(watchPage(bare).health.at(-1)).toMatchObject({ state: 'not-understood', missing: ['rows'] });
  });

  it('is not understood when the list is full and no row is found', () => {
    openPage(page('<div>a</div><div>b</div>'));
    expect(watchPage(bare).health.at(-1)).toMatchObject({ state: 'not-understood', missing: ['rows'] });
  });

  it('is watching in a room where people only joined so far', () => {
    openPage(fixture('the-lounge', 'room.html').replace(/<div id="msg-(15|16|17|18|20|21)"[\s\S]*?<\/div>\n/g, ''));
    expect(watchPage(theLounge).health.at(-1)?.state).toBe('watching');
  });
});
