// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { composersOf } from '../../src/sites/composers.ts';
import { generic } from '../../src/sites/generic.ts';
import { sideOf } from '../../src/sites/geometry.ts';
import { openPage, watchPage } from '../content/page.ts';

// No layout here: an element says in `data-box` where it would stand (left, top, right, bottom).
const flat = Element.prototype.getBoundingClientRect;
Element.prototype.getBoundingClientRect = function (this: Element) {
  const box = this.closest('[data-box]')?.getAttribute('data-box')?.split(' ').map(Number);
  if (box === undefined) return flat.call(this);
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  return new DOMRect(left, top, right - left, bottom - top);
};

let line = 0;
/** A bubble at the left or at the right of a list of 600 px, without any word that tells the side. */
const bubble = (text: string, side: 'left' | 'right' | 'wide') => {
  line++;
  const box = { left: '10 0 300 20', right: '300 0 590 20', wide: '10 0 590 20' }[side];
  return `<div class="row"><div class="b" data-box="${box}"><p dir="auto">${text}</p></div></div>`;
};
const page = (rows: string, more = '') => `<html><body>${more}
<main><header class="top-header"><h2>Sam</h2></header>
<div class="scroll messages" role="log" data-box="0 0 600 500">${rows}</div>
<div class="bottom" data-box="0 510 600 560"><textarea placeholder="Write"></textarea></div></main></body></html>`;
const list = () => document.querySelector('.scroll') as Element;
const add = (html: string) => list().insertAdjacentHTML('beforeend', html);
const talk = () =>
  bubble('hello', 'left') + bubble('hi', 'right') + bubble('how are you', 'left') + bubble('fine', 'right');

beforeEach(() => {
  openPage('<html><body></body></html>');
});

describe('sides', () => {
  const side = (box: string, style = '') => {
    openPage(page(`<p data-box="${box}">x</p>`).replace('role="log"', `style="${style}"`));
    return sideOf(document.querySelector('p') as Element, list());
  };
  it.each([
    ['10 0 300 20', '', 'start'],
    ['300 0 590 20', '', 'end'],
    ['100 0 500 20', '', 'middle'],
    ['10 0 300 20', 'direction: rtl', 'end'],
    ['300 0 590 20', 'direction: rtl', 'start'],
    ['0 0 0 0', '', null],
  ])('%s %s: %s', (box, style, expected) => {
    expect(side(box, style)).toBe(expected);
  });
});

describe('directions', () => {
  it('are told by the sides alone', () => {
    openPage(page(talk()));
    expect(
      watchPage(generic)
        .take()
        .map(({ text, direction }) => [text, direction]),
    ).toEqual([
      ['hello', 'peer'],
      ['hi', 'child'],
      ['how are you', 'peer'],
      ['fine', 'child'],
    ]);
  });

  it('are not told by a list whose rows all stand on one side', () => {
    openPage(page(['a', 'b', 'c', 'd'].map((text) => bubble(`${text} word`, 'left')).join('')));
    const watched = watchPage(generic);
    expect(new Set(watched.take().map(({ direction }) => direction))).toEqual(new Set(['unknown']));
    expect(watched.health.at(-1)).toMatchObject({ state: 'partly', missing: ['direction'] });
  });

  it('are told once the child wrote something itself', async () => {
    openPage(page(['a', 'b', 'c'].map((text) => bubble(`${text} word`, 'left')).join('')));
    const watched = watchPage(generic);
    watched.take();
    await watched.settle(20_000);
    const box = document.querySelector('textarea') as HTMLTextAreaElement;
    const fire = (event: Event) => {
      Object.defineProperty(event, 'isTrusted', { value: true });
      box.dispatchEvent(event);
    };
    box.value = 'my own words';
    fire(new Event('input', { bubbles: true, composed: true }));
    fire(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    box.value = '';
    add(bubble('my own words', 'right'));
    await watched.settle();
    add(bubble('and theirs', 'left'));
    await watched.settle();
    expect(watched.take().map(({ text, direction }) => [text, direction])).toEqual([
      ['my own words', 'child'],
      // What was read before it was known is told again.
      ['a word', 'peer'],
      ['b word', 'peer'],
      ['c word', 'peer'],
      ['and theirs', 'peer'],
    ]);
  });

  it('of a word in a class name give way to the sides', () => {
    const rows = [
      bubble('a word', 'left'),
      bubble('b word', 'right'),
      bubble('c word', 'left'),
      bubble('d word', 'right'),
    ];
    openPage(page(rows.join('').replaceAll('class="b"', 'class="b sent"')));
    expect(
      watchPage(generic)
        .take()
        .map(({ direction }) => direction),
    ).toEqual(['peer', 'child', 'peer', 'child']);
  });
});

describe('a chat is found', () => {
  it('beside lists of other things', () => {
    const rooms = `<aside class="rooms" data-box="600 0 900 500">${['Kim', 'Lee', 'Max', 'Ann', 'Zoe'].map((name) => `<div class="room-item"><a href="#">${name} said something at 10:20</a></div>`).join('')}</aside>`;
    openPage(page(talk(), rooms));
    const watched = watchPage(generic);
    expect(watched.take()).toHaveLength(4);
    expect(watched.threads[0]?.title).toBe('Sam');
  });

  it('only when three rows stand there, and then with what stood before', async () => {
    openPage(page(bubble('one word', 'left') + bubble('two words', 'right')));
    const watched = watchPage(generic);
    expect(watched.take()).toEqual([]);
    expect(watched.health.at(-1)?.state).toBe('idle');
    add(bubble('three words', 'left'));
    await watched.settle(5000);
    expect(watched.take().map(({ text }) => text)).toEqual(['one word', 'two words', 'three words']);
  });

  it('not without a box to write in, and not in a menu', () => {
    openPage(page(talk()).replace(/<textarea.*?<\/textarea>/, ''));
    expect(watchPage(generic).take()).toEqual([]);
    openPage(
      page('')
        .replace('class="scroll messages" role="log"', 'class="scroll" role="menu"')
        .replace('</div>\n<div class="bottom"', `${talk()}</div>\n<div class="bottom"`),
    );
    expect(watchPage(generic).take()).toEqual([]);
  });

  it('as another thread when another name stands above it', async () => {
    openPage(page(talk()));
    const watched = watchPage(generic);
    watched.take();
    (document.querySelector('h2') as Element).textContent = 'Kim';
    list().innerHTML = bubble('other', 'left') + bubble('talk', 'right') + bubble('here', 'left');
    await watched.settle(1000);
    expect(new Set(watched.take().map(({ thread, author }) => [thread, author].join(' ')))).toEqual(
      new Set(['chat.example.org/room#Kim Kim', 'chat.example.org/room#Kim me']),
    );
  });
});

describe('another name over the same list', () => {
  it('begins another conversation at once, whatever was looked for a moment before', async () => {
    openPage(page(talk()));
    const watched = watchPage(generic);
    watched.take();
    const name = document.querySelector('h2') as Element;
    name.textContent = 'Kim';
    list().innerHTML = '';
    await watched.settle(1000);
    name.textContent = 'Sam';
    add(bubble('good evening', 'left'));
    await watched.settle(30);
    expect(watched.take().map(({ thread, text }) => [thread, text])).toEqual([
      ['chat.example.org/room#Sam', 'good evening'],
    ]);
  });

  it('is no heading of a dialog that stands beside the chat', () => {
    openPage(page(talk()).replace('<header', '<div role="dialog"><h2>Keyboard help</h2></div><header'));
    const watched = watchPage(generic);
    watched.take();
    expect(watched.threads[0]?.title).toBe('Sam');
  });
});

describe('a row with one bubble', () => {
  const spoken = (who: string, text: string, side: 'left' | 'right') =>
    `<article><div id="list-focus-${line++}" aria-hidden="true">${who} said: ${text}</div><div>${who} said:</div>${bubble(text, side).replace('class="b"', 'class="chat__bubble"')}<span>Sent at November 24 at 9:16 PM</span></article>`;

  it('is read in the bubble alone, and known again when it is made anew', async () => {
    const rows = [
      ['Sam', 'hello'],
      ['You', 'hi'],
      ['Sam', 'good evening'],
      ['You', 'and to you'],
    ] as const;
    const talk = () => rows.map(([who, text]) => spoken(who, text, who === 'Sam' ? 'left' : 'right')).join('');
    openPage(page(talk()));
    const watched = watchPage(generic);
    expect(watched.take().map(({ text, direction }) => [text, direction])).toEqual([
      ['hello', 'peer'],
      ['hi', 'child'],
      ['good evening', 'peer'],
      ['and to you', 'child'],
    ]);
    list().innerHTML = talk();
    await watched.settle();
    expect(watched.take()).toEqual([]);
  });
});

describe('rows without ids', () => {
  it('are not counted twice when the list is drawn anew', async () => {
    openPage(page(talk() + bubble('ok', 'left') + bubble('ok', 'left')));
    const watched = watchPage(generic);
    expect(watched.take()).toHaveLength(6);
    const html = list().innerHTML;
    list().innerHTML = html;
    await watched.settle();
    expect(watched.take()).toEqual([]);
    add(bubble('ok', 'left'));
    await watched.settle();
    expect(watched.take()).toHaveLength(1);
  });

  it('with ids that a framework counts anew are not known by them', () => {
    const rows = talk().replace(/<div class="row">/g, () => `<div class="row" id=":r${line++}:">`);
    openPage(page(rows));
    expect(
      watchPage(generic)
        .take()
        .every(({ key }) => key.startsWith('h:')),
    ).toBe(true);
  });

  it('that name their author keep the name', () => {
    const named = (name: string, text: string) =>
      `<div class="row"><span class="username">${name}</span><p dir="auto">${text}</p><time>10:20</time></div>`;
    openPage(page(named('kim', 'hello all') + named('lee', 'hi kim') + named('kim', 'what now')));
    expect(
      watchPage(generic)
        .take()
        .map(({ author, text }) => [author, text]),
    ).toEqual([
      ['kim', 'hello all'],
      ['lee', 'hi kim'],
      ['kim', 'what now'],
    ]);
  });
});

describe('a box to write in', () => {
  it('is never a search, sign-in or form field', () => {
    const boxes = (html: string) => {
      openPage(`<html><body>${html}</body></html>`);
      return composersOf(document).map((box) => box.getAttribute('data-n'));
    };
    expect(
      boxes(`<input type="password"><input type="email"><input name="search"><input placeholder="Your e-mail">
        <input name="username"><input role="combobox"><textarea readonly></textarea><textarea hidden></textarea>
        <input data-n="1" placeholder="Say something"><textarea data-n="2"></textarea><div data-n="3" contenteditable="true"></div><div data-n="4" role="textbox"></div>`),
    ).toEqual(['1', '2', '3', '4']);
  });
});
