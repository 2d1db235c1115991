// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createResolver } from '../../src/content/direction.ts';
import { createReader } from '../../src/content/reader.ts';
import type { ObservedMessage } from '../../src/protocol/messages.ts';
import type { Adapter, OpenThread } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { textOf } from '../../src/sites/text.ts';
import { withoutSides as chat } from './chats.ts';
import { openPage, watchPage } from './page.ts';

const row = (text: string, id: string | number) => `<li id="m${id}"><b>bob</b><p>${text}</p></li>`;
const page = (rows = '') =>
  `<html><body><div id="chat" data-thread="one"><h2>bob</h2><ul>${rows}</ul><textarea></textarea></div></body></html>`;
const list = () => document.querySelector('ul') as Element;
const lines = (count: number) => Array.from({ length: count }, (_, index) => row(`line ${index}`, index)).join('');

beforeEach(() => openPage(page()));

describe('ten thousand rows at once', () => {
  const thread = (): OpenThread => ({ id: 'one', title: 'bob', group: false, stranger: false, container: list() });

  it('are read in slices that end at their deadline', () => {
    openPage(page(row('first', 'first')));
    const seen: ObservedMessage[] = [];
    let clock = 0;
    const reader = createReader(thread(), {
      document,
      // Each row costs 0.1 ms on the clock of the test.
      adapter: {
        ...chat,
        readRow: (element, open) => {
          clock += 0.1;
          return chat.readRow(element, open);
        },
      },
      directions: createResolver(),
      started: 0,
      now: () => 10_000,
      echo: () => false,
      emit: (_, message) => seen.push(message),
    });
    reader.read(6, () => clock);
    list().insertAdjacentHTML('beforeend', lines(10_000));
    reader.touchAll();
    const slices: number[] = [];
    for (let more = true; more && slices.length < 10_000; ) {
      const begin = clock;
      more = reader.read(begin + 6, () => clock);
      slices.push(clock - begin);
    }
    expect(Math.max(...slices)).toBeLessThan(7);
    expect(seen).toHaveLength(10_001);
    expect(seen.slice(1).map(({ text }) => text)).toEqual(
      Array.from({ length: 10_000 }, (_, index) => `line ${index}`),
    );
  }, 60_000);

  it('wait on the page while the outbox is full, and none is lost', async () => {
    const watched = watchPage(chat);
    await watched.settle(20_000);
    watched.full = true;
    list().insertAdjacentHTML('beforeend', lines(300));
    await watched.settle();
    expect(watched.take()).toEqual([]);
    watched.full = false;
    await watched.settle();
    expect(watched.take()).toHaveLength(300);
  });
});

describe('a page that changes without end', () => {
  it('has a row that always changes read ever more rarely', async () => {
    openPage(page(row('0', 'x')));
    const watched = watchPage(chat);
    await watched.settle(10_000);
    watched.take();
    let read = 0;
    for (let tick = 0; tick < 300; tick++) {
      (document.querySelector('#mx p') as Element).textContent = `${tick}`;
      await watched.settle(40);
      read += watched.take().length;
    }
    expect(read).toBeGreaterThan(2);
    expect(read).toBeLessThan(12);
  });

  it('still has its new messages read at once', async () => {
    openPage(page(row('0', 'x')));
    const watched = watchPage(chat);
    for (let tick = 0; tick < 50; tick++) {
      (document.querySelector('#mx p') as Element).textContent = `${tick}`;
      await watched.settle(40);
    }
    watched.take();
    list().insertAdjacentHTML('beforeend', row('news', 'y'));
    await watched.settle(40);
    expect(watched.take().map(({ text }) => text)).toContain('news');
  });

  it('is looked at with rests in between, not at every change', async () => {
    vi.useFakeTimers();
    try {
      let looks = 0;
      const counting: Adapter = {
        ...chat,
        again: (thread) => {
          looks++;
          return chat.again(thread);
        },
      };
      const watched = watchPage(counting);
      looks = 0;
      for (let tick = 0; tick < 200; tick++) {
        list().setAttribute('id', `list-${tick}`);
        watched.clock.now += 5;
        await vi.advanceTimersByTimeAsync(5);
      }
      // One second of changes, one every 5 ms.
      expect(looks).toBeLessThanOrEqual(34);
      expect(looks).toBeGreaterThan(5);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('strange texts', () => {
  const readOne = (html: string) => {
    openPage(page(`<li id="m1"><b>bob</b><p>${html}</p></li>`));
    return watchPage(chat).take()[0]?.text ?? '';
  };

  it('of a megabyte are cut to head and tail', () => {
    const text = readOne(`head ${'x'.repeat(1_000_000)} tail`);
    expect(text.length).toBeLessThanOrEqual(8001);
    expect(text.startsWith('head xxx')).toBe(true);
    expect(text.endsWith('xxx tail')).toBe(true);
  });

  it('of a megabyte in many pieces are cut as well', () => {
    expect(readOne('<i>x</i>'.repeat(20_000)).length).toBeLessThanOrEqual(8001);
  });

  it('with lone surrogates become well-formed', () => {
    openPage(page('<li id="m1"><b>bob</b><p></p></li>'));
    (document.querySelector('p') as Element).append('a\ud83dz \udc00 😀');
    expect(watchPage(chat).take()[0]?.text).toBe('a\ufffdz \ufffd 😀');
  });

  it('that are cut in the middle of an emoji stay well-formed', () => {
    const text = readOne('😀'.repeat(100_000));
    expect(/\p{Surrogate}/u.test(text)).toBe(false);
  });

  it('with direction overrides keep them for the engine, and names lose them', () => {
    openPage(page('<li id="m1"><b>\u202ebob\u2066</b><p>evil \u202etxet\u202c end</p></li>'));
    expect(watchPage(chat).take()).toMatchObject([{ author: 'bob', text: 'evil \u202etxet\u202c end' }]);
  });

  it('that are empty or blank are no messages', () => {
    openPage(page(`${row('', 1)}${row(' \n\t', 2)}${row('<br>', 3)}<li id="m4"></li>`));
    expect(watchPage(chat).take()).toEqual([]);
  });

  it('with deep nesting are read without running out of stack', () => {
    let deep: Element = document.createElement('p');
    const top = deep;
    for (let depth = 0; depth < 4000; depth++) deep = deep.appendChild(document.createElement('span'));
    deep.textContent = 'bottom';
    expect(textOf(top)).toBe('bottom');
  });
});

describe('nodes that go away', () => {
  it('between the change and the reading are left out', async () => {
    openPage(page(row('a', 1)));
    const watched = watchPage(chat);
    watched.take();
    list().insertAdjacentHTML('beforeend', row('b', 2) + row('c', 3));
    document.querySelector('#m2')?.remove();
    await watched.settle();
    expect(watched.take().map(({ text }) => text)).toEqual(['c']);
  });

  it('while they are read harm nothing', async () => {
    openPage(page(lines(20)));
    const watched = watchPage({
      ...chat,
      readRow: (element, thread) => {
        element.nextElementSibling?.remove();
        return chat.readRow(element, thread);
      },
    });
    expect(watched.take()).toHaveLength(10);
    list().remove();
    await watched.settle();
    document.querySelector('#chat')?.remove();
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });

  it('with the whole frame end the reading', async () => {
    // A document whose frame is gone has no window.
    const orphan = document.implementation.createHTMLDocument('');
    orphan.body.innerHTML = page(row('late', 9)).replace(/<\/?(html|body)>/g, '');
    expect(orphan.defaultView).toBeNull();
    const watched = watchPage(chat, orphan);
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });
});

describe('hostile pages', () => {
  it('with attributes and ids of the prototype are read like any other', () => {
    openPage(
      page(
        '<li id="__proto__" __proto__="x"><b>__proto__</b><p>constructor</p></li><li id="constructor"><b>toString</b><p>b</p></li>',
      ),
    );
    expect(watchPage(chat).take()).toMatchObject([
      { key: 'id:__proto__', author: '__proto__', text: 'constructor' },
      { key: 'id:constructor', author: 'toString', text: 'b' },
    ]);
  });

  it('with getters that throw are read all the same', () => {
    openPage(page(row('a', 1)));
    const element = document.querySelector('li') as Element;
    for (const name of ['textContent', 'innerText', 'parentElement', 'lastElementChild', 'nextSibling', 'innerHTML'])
      Object.defineProperty(element, name, {
        get() {
          throw new Error('no');
        },
      });
    expect(watchPage(chat).take()).toMatchObject([{ text: 'a' }]);
  });

  it('can forge no message into another thread: the same id in two threads is two messages', async () => {
    openPage(page(row('a', 1)));
    const watched = watchPage(chat);
    const chatElement = document.querySelector('#chat') as Element;
    chatElement.setAttribute('data-thread', 'two');
    list().innerHTML = row('b', 1);
    await watched.settle();
    expect(watched.take().map(({ thread, key, text }) => [thread, key, text])).toEqual([
      ['one', 'id:m1', 'a'],
      ['two', 'id:m1', 'b'],
    ]);
  });

  it('with huge names and titles send short ones', () => {
    const long = 'n'.repeat(100_000);
    openPage(
      `<html><body><div id="chat" data-thread="${long}"><h2>${long}</h2><ul><li id="${long}"><b>${long}</b><p>a</p></li></ul></div></body></html>`,
    );
    const watched = watchPage(chat);
    const [message] = watched.take();
    expect(message?.author.length).toBeLessThanOrEqual(200);
    expect(message?.key.length).toBeLessThanOrEqual(120);
    expect(message?.thread.length).toBeLessThanOrEqual(200);
    expect(watched.threads[0]?.title.length).toBeLessThanOrEqual(200);
  });

  it('where everything looks like a chat cost the generic adapter a bounded search', () => {
    const nest = '<div class="message chat"><textarea></textarea><p>hi</p><p>ho</p><p>hey</p></div>'.repeat(500);
    openPage(`<html><body>${nest}</body></html>`);
    expect(() => watchPage(generic)).not.toThrow();
  });
});
