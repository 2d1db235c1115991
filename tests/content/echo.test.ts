// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { listenForEcho } from '../../src/content/echo.ts';

let now = 0;
beforeEach(() => {
  now = 1_000_000;
  document.body.innerHTML =
    '<textarea></textarea><input type="password"><input type="search"><div contenteditable="true"></div><button></button>';
});
const box = () => document.querySelector('textarea') as HTMLTextAreaElement;

function start() {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  return listenForEcho(document, () => now, controller.signal);
}
function fire(target: Element, event: Event, trusted = true) {
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  target.dispatchEvent(event);
}
const input = () => new Event('input', { bubbles: true, composed: true });
const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init });
function type(text: string, field: HTMLInputElement | HTMLTextAreaElement = box(), trusted = true) {
  field.value = text;
  fire(field, input(), trusted);
}

describe('what the child sent', () => {
  it('is known once, when it appears as a row', () => {
    const sent = start();
    type('hello **you**');
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    expect(sent('something else')).toBe(false);
    expect(sent('hello you')).toBe(true);
    expect(sent('hello you')).toBe(false);
  });

  it('by a button is known as well', () => {
    const sent = start();
    type('on my way');
    fire(document.querySelector('button') as Element, new Event('pointerdown', { bubbles: true }));
    box().value = '';
    expect(sent('on my way')).toBe(true);
  });

  it('from a rich editor is known as well', () => {
    const sent = start();
    const editor = document.querySelector('div') as HTMLElement;
    Object.defineProperty(editor, 'isContentEditable', { value: true });
    editor.innerHTML = '<p>two</p><p>lines</p>';
    fire(editor, input());
    fire(editor, key({ key: 'Enter' }));
    editor.innerHTML = '';
    expect(sent('two\nlines')).toBe(true);
  });

  it('at last, after it stood in its box for long, is known', () => {
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter' }));
    now += 61_000;
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    expect(sent('hello')).toBe(true);
  });

  it('is known when its box is no more, which nothing here keeps alive', () => {
    let alive = true;
    vi.stubGlobal(
      'WeakRef',
      class {
        readonly target: Element;
        constructor(target: Element) {
          this.target = target;
        }
        deref = () => (alive ? this.target : undefined);
      },
    );
    onTestFinished(() => void vi.unstubAllGlobals());
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter' }));
    expect(sent('hello')).toBe(false);
    alive = false;
    expect(sent('hello')).toBe(true);
    fire(document.body, key({ key: 'Enter' }));
    expect(sent('hello')).toBe(false);
  });

  it('twice is known twice', () => {
    const sent = start();
    for (let turn = 0; turn < 2; turn++) {
      type('ok');
      fire(box(), key({ key: 'Enter' }));
      type('');
      expect(sent('ok')).toBe(true);
    }
  });
});

describe('nothing is taken for sent', () => {
  it('that still stands in its box', () => {
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter' }));
    expect(sent('hello')).toBe(false);
  });

  it('that was only typed, or broken over lines, or is being composed', () => {
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter', shiftKey: true }));
    fire(box(), key({ key: 'Enter', isComposing: true }));
    box().value = 'x';
    expect(sent('hello')).toBe(false);
  });

  it('that was sent more than a minute ago', () => {
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    now += 61_000;
    expect(sent('hello')).toBe(false);
  });

  it('and nothing of it is kept for more than a minute, however quiet the page', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const sent = start();
    type('hello');
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    now += 60_000;
    vi.advanceTimersByTime(60_000);
    // Back in the minute: what is still there would be known.
    now -= 60_000;
    expect(sent('hello')).toBe(false);
  });

  it('that the page typed', () => {
    const sent = start();
    type('hello', box(), false);
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    expect(sent('hello')).toBe(false);
  });

  it('of password and search fields', () => {
    const sent = start();
    for (const field of document.querySelectorAll('input')) {
      type('hunter2', field);
      fire(field, key({ key: 'Enter' }));
      field.value = '';
      expect(sent('hunter2')).toBe(false);
    }
  });

  it('by an old draft, when the child clicks elsewhere later', () => {
    const sent = start();
    type('ok');
    fire(box(), key({ key: 'Enter' }));
    box().value = '';
    expect(sent('ok')).toBe(true);
    fire(document.body, new Event('pointerdown', { bubbles: true }));
    expect(sent('ok'), 'the peer says ok').toBe(false);
  });
});
