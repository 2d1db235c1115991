// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { composersOf } from '../../src/sites/composers.ts';
import { scanRoots } from '../../src/sites/shadow-scan.ts';

beforeEach(() => {
  document.body.innerHTML = '';
});

const found = (html: string) => {
  document.body.innerHTML = html;
  return composersOf(document).length;
};

describe('a box in which a chat message could be written', () => {
  it.each([
    '<textarea></textarea>',
    '<input>',
    '<input type="text" placeholder="Say something">',
    '<div contenteditable="true"></div>',
    '<div contenteditable></div>',
    '<p contenteditable="plaintext-only"></p>',
    '<div role="textbox"></div>',
    '<form><input type="hidden" name="x"><textarea></textarea></form>',
  ])('is %s', (html) => {
    expect(found(html)).toBe(1);
  });

  it.each([
    '<input type="search">',
    '<input type="password">',
    '<input type="checkbox">',
    '<div contenteditable="false"></div>',
    '<input role="searchbox">',
    '<div role="textbox" aria-hidden="true"></div>',
    '<textarea readonly></textarea>',
    '<textarea disabled></textarea>',
    '<textarea hidden></textarea>',
    '<textarea name="Comment"></textarea>',
    '<div contenteditable="true" aria-label="Write a review"></div>',
    '<input name="username">',
    '<form><textarea></textarea><input type="email"></form>',
    '<form><p><input></p><input type="password"></form>',
  ])('is never %s', (html) => {
    expect(found(html)).toBe(0);
  });

  it('is one in a form of its own, whatever stands in the form around it', () => {
    const outer = document.createElement('form');
    const inner = outer.appendChild(document.createElement('form'));
    inner.append(document.createElement('textarea'));
    outer.append(Object.assign(document.createElement('input'), { type: 'email' }));
    document.body.append(outer);
    expect(composersOf(document)).toHaveLength(1);
    inner.append(Object.assign(document.createElement('input'), { type: 'password' }));
    expect(composersOf(document)).toHaveLength(0);
  });

  it('may stand in a shadow root', () => {
    const root = document.body.appendChild(document.createElement('x-chat')).attachShadow({ mode: 'open' });
    root.append(document.createElement('textarea'));
    scanRoots(document, [document]);
    expect(composersOf(document)).toHaveLength(1);
  });
});
