// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { siteFromData } from '../../src/sites/data.ts';
import { add, bare, list, page, row, tableOf, texts, withIds } from './chats.ts';
import { openPage, watchPage } from './page.ts';

const START = Date.parse('2026-11-24T08:00:00Z');

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

  it('is read as the list runs, not as a box around it does', () => {
    const upwards = 'style="display: flex; flex-direction: column-reverse"';
    openPage(page(row('a') + row('b')).replace('<ul', `<ul ${upwards}`));
    expect(texts(watchPage(bare).take())).toEqual(['b', 'a']);
    openPage(`<div ${upwards}>${page(row('a') + row('b'))}</div>`);
    expect(texts(watchPage(bare).take())).toEqual(['a', 'b']);
  });

  it('tells how the list runs when its second row comes', async () => {
    openPage(page(row('a')).replace('<ul', '<ul style="display: flex; flex-direction: column-reverse"'));
    const watched = watchPage(bare);
    watched.take();
    for (const text of ['b', 'c']) list().insertAdjacentHTML('afterbegin', row(text));
    await watched.settle();
    expect(texts(watched.take())).toEqual(['b', 'c']);
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

  it('inside another row are read, in what is new as in what stood there', async () => {
    openPage(page('<li id="c1"><p>one</p></li>'));
    const nested = siteFromData({ ...tableOf(withIds), text: ':scope > p' });
    const watched = watchPage(nested);
    expect(texts(watched.take())).toEqual(['one']);
    const reply = (id: string, text: string, more = '') => `<li id="${id}"><p>${text}</p>${more}</li>`;
    // A comment that comes with its replies.
    add(reply('c2', 'two', `<div>${reply('c3', 'to two', reply('c4', 'to three'))}</div>`));
    await watched.settle(5000);
    expect(texts(watched.take())).toEqual(['two', 'to two', 'to three']);
    // Replies that are opened under a comment.
    document
      .querySelector('#c1')
      ?.insertAdjacentHTML('beforeend', `<div>${reply('c5', 'to one')}${reply('c6', 'more')}</div>`);
    await watched.settle(5000);
    expect(texts(watched.take())).toEqual(['to one', 'more']);
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

  it('is read again, as news, when the clock was set back between two edits', async () => {
    openPage(page(row('one', 'id="m1"')));
    const watched = watchPage(withIds);
    const edit = async (text: string) => {
      (document.querySelector('#m1 p')?.firstChild as Text).data = text;
      await watched.settle(1000);
      return watched.take();
    };
    await watched.settle(10_000);
    watched.take();
    await edit('two');
    watched.clock.off = -3_600_000;
    expect(await edit('three')).toMatchObject([{ text: 'three', history: false }]);
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

  it('without an id is, too, with its author; and is known again under its own words', async () => {
    openPage(page(row('one') + row('two') + row('three')));
    const watched = watchPage(bare);
    const keys = watched.take().map(({ key }) => key);
    const originals = [...document.querySelectorAll('li')].map((each) => each.cloneNode(true));
    for (const part of document.querySelectorAll('li p, li b'))
      part.innerHTML = `<font style="vertical-align: inherit"><font>${part.textContent}o</font></font>`;
    await watched.settle();
    const translated = watched.take();
    expect(translated.map(({ key, author, text }) => [key, author, text])).toEqual([
      [keys[0], 'bob', 'oneo'],
      [keys[1], 'bob', 'twoo'],
      [keys[2], 'bob', 'threeo'],
    ]);
    list().replaceChildren(...originals);
    await watched.settle();
    expect(watched.take().filter(({ key }) => !keys.includes(key))).toEqual([]);
  });
});
