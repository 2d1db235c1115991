// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/sites/adapter.ts';
import { siteFromData } from '../../src/sites/data.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage, watchPage } from './page.ts';

const lounge = sites.find((site) => site.id === 'the-lounge') as Adapter;
const START = Date.parse('2026-11-24T08:00:00Z');

/** A chat without ids, as some sites have it. */
const bare = siteFromData({
  id: 'bare',
  name: 'Bare',
  hosts: [],
  fits: '#chat',
  thread: '#chat',
  threadId: ['@data-thread'],
  title: 'h2',
  row: 'li',
  text: 'p',
  author: 'b',
  time: 'time@datetime',
  own: '.own',
  composer: 'textarea',
});
const withIds = siteFromData({
  id: 'ids',
  name: 'Ids',
  hosts: [],
  fits: '#chat',
  thread: '#chat',
  threadId: ['@data-thread'],
  title: 'h2',
  row: 'li',
  text: 'p',
  author: 'b',
  rowId: ['@id'],
  own: '.own',
  composer: 'textarea',
});

const row = (text: string, more = '', author = 'bob') =>
  `<li ${more}>${author === '' ? '' : `<b>${author}</b>`}<p>${text}</p></li>`;
const page = (rows: string, thread = 'one') =>
  `<html><body><div id="chat" data-thread="${thread}"><h2>bob</h2><ul>${rows}</ul><textarea></textarea></div></body></html>`;
const list = () => document.querySelector('ul') as Element;
const add = (html: string) => list().insertAdjacentHTML('beforeend', html);
const texts = (seen: readonly { text: string }[]) => seen.map(({ text }) => text);

beforeEach(() => openPage('<html><body></body></html>'));

describe('a thread that opens', () => {
  it('is read in order, as history, with the end of the opening marked', () => {
    openPage(page(row('a') + row('b') + row('c')));
    const seen = watchPage(bare).take();
    expect(texts(seen)).toEqual(['a', 'b', 'c']);
    expect(seen.every(({ history }) => history)).toBe(true);
    expect(seen.map(({ more }) => more)).toEqual([true, true, false]);
  });

  it('is read from its last 200 rows', () => {
    openPage(page(Array.from({ length: 950 }, (_, index) => row(`line ${index}`)).join('')));
    const seen = watchPage(bare).take();
    expect(seen).toHaveLength(200);
    expect(seen[0]?.text).toBe('line 750');
    expect(seen.at(-1)?.text).toBe('line 949');
  });

  it('is read newest last where the newest stands first', () => {
    openPage(page(row('new') + row('older') + row('oldest')));
    expect(texts(watchPage({ ...bare, newestFirst: true }).take())).toEqual(['oldest', 'older', 'new']);
  });

  it('is news when it was written while the page was watched', async () => {
    openPage('<html><body></body></html>');
    const watched = watchPage(bare);
    openPage(page(row('hi').replace('<p>', `<time datetime="${new Date(START + 500).toISOString()}"></time><p>`)));
    await watched.settle(1000);
    expect(watched.take()).toMatchObject([{ text: 'hi', history: false }]);
  });
});

describe('new rows', () => {
  it('are news, once', async () => {
    openPage(page(row('a')));
    const watched = watchPage(bare);
    watched.take();
    add(row('b'));
    await watched.settle();
    expect(watched.take()).toMatchObject([
      { text: 'b', author: 'bob', direction: 'peer', history: false, more: false },
    ]);
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });

  it('carry the author of their run', async () => {
    openPage(page(row('a') + row('b', '', '')));
    const watched = watchPage(bare);
    expect(watched.take().map(({ author }) => author)).toEqual(['bob', 'bob']);
    add(row('c', '', ''));
    await watched.settle();
    expect(watched.take()).toMatchObject([{ text: 'c', author: 'bob' }]);
  });

  it('above what was read are history', async () => {
    openPage(page(row('c')));
    const watched = watchPage(bare);
    watched.take();
    await watched.settle(20_000);
    list().insertAdjacentHTML('afterbegin', row('b'));
    list().insertAdjacentHTML('afterbegin', row('a'));
    await watched.settle();
    expect(watched.take()).toMatchObject([
      { text: 'a', history: true },
      { text: 'b', history: true },
    ]);
  });

  it('of the child are the child’s', async () => {
    openPage(page(row('a')));
    const watched = watchPage(bare);
    watched.take();
    add(row('mine', 'class="own"', 'alice'));
    await watched.settle();
    expect(watched.take()).toMatchObject([{ text: 'mine', direction: 'child' }]);
  });

  it('whose words come late are read when they come', async () => {
    openPage(page(row('a')));
    const watched = watchPage(bare);
    watched.take();
    add('<li id="late"><b>bob</b><p></p></li>');
    await watched.settle();
    expect(watched.take()).toEqual([]);
    (document.querySelector('#late p') as Element).textContent = 'here I am';
    await watched.settle(5000);
    expect(watched.take()).toMatchObject([{ text: 'here I am', history: false }]);
  });
});

describe('a row that was read', () => {
  it('is read again when it is edited: the same key, another revision, and news', async () => {
    openPage(page(row('one', 'id="m1"') + row('two', 'id="m2"')));
    const watched = watchPage(withIds);
    const [first] = watched.take();
    await watched.settle(10_000);
    (document.querySelector('#m1 p')?.firstChild as Text).data = 'changed';
    await watched.settle();
    const [edited] = watched.take();
    expect(edited).toMatchObject({ key: first?.key, text: 'changed', history: false });
    expect(edited?.revision).not.toBe(first?.revision);
  });

  it('is not counted twice when its node is mounted anew', async () => {
    for (const adapter of [withIds, bare]) {
      openPage(page(row('one', 'id="m1"') + row('two', 'id="m2"') + row('ok', 'id="m3"')));
      const watched = watchPage(adapter);
      watched.take();
      const html = list().innerHTML;
      list().innerHTML = '';
      await watched.settle();
      list().innerHTML = html;
      await watched.settle();
      expect(watched.take()).toEqual([]);
      watched.end();
    }
  });

  it('is not gone when its node is emptied, and not new when it is filled again', async () => {
    openPage(page(row('one', 'id="m1"') + row('two', 'id="m2"')));
    const watched = watchPage(withIds);
    watched.take();
    const first = document.querySelector('#m1') as Element;
    const html = first.innerHTML;
    first.innerHTML = '';
    await watched.settle();
    first.innerHTML = html;
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });

  it('is another message when its node is recycled', async () => {
    openPage(page(row('one', 'id="m1"') + row('two', 'id="m2"')));
    const watched = watchPage(withIds);
    watched.take();
    const node = document.querySelector('#m1') as Element;
    node.id = 'm3';
    (node.querySelector('p') as Element).textContent = 'three';
    list().append(node);
    await watched.settle();
    expect(watched.take()).toMatchObject([{ key: 'id:m3', text: 'three' }]);
  });

  it('stays one message when its temporary id becomes final', async () => {
    openPage(page(row('one', 'id="m1"')));
    const watched = watchPage(withIds);
    watched.take();
    add(row('mine', 'id="tmp-1" class="own"', 'alice'));
    await watched.settle();
    expect(watched.take()).toHaveLength(1);
    (document.querySelector('#tmp-1') as Element).id = 'm2';
    await watched.settle();
    expect(watched.take()).toEqual([]);
    (document.querySelector('#m2') as Element).remove();
    add(row('mine', 'id="m2" class="own"', 'alice'));
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });

  it('is the same message after the browser translated the page', async () => {
    openPage(page(row('one', 'id="m1"')));
    const watched = watchPage(withIds);
    const [first] = watched.take();
    (document.querySelector('#m1 p') as Element).innerHTML =
      '<font style="vertical-align: inherit"><font>uno</font></font>';
    await watched.settle();
    expect(watched.take()).toMatchObject([{ key: first?.key, text: 'uno' }]);
  });
});

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

  it('of a group name each author', async () => {
    openPage(fixture('the-lounge', 'room.html'));
    const watched = watchPage(lounge);
    expect(new Set(watched.take().map(({ author }) => author))).toEqual(new Set(['alice', 'bob', 'cleo']));
    expect(watched.threads[0]?.group).toBe(true);
  });
});

describe('join and part lines', () => {
  it('are no messages', async () => {
    openPage(fixture('the-lounge', 'room.html'));
    const watched = watchPage(lounge);
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
    expect(watchPage(lounge).health.at(-1)?.state).toBe('watching');
  });
});
