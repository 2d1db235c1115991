import { describe, expect, test } from 'vitest';
import { originOf, roleOf } from '../../src/protocol/senders.ts';

const chromium = { id: 'abc', base: 'chrome-extension://abc/' };
const firefox = { id: 'nightlight@x.invalid', base: 'moz-extension://8c2f/' };

describe('the role of a sender', () => {
  test.each([
    ['a page', chromium, { id: 'abc', url: 'chrome-extension://abc/src/popup/popup.html' }, 'page'],
    [
      'a page in a tab',
      chromium,
      { id: 'abc', url: 'chrome-extension://abc/src/options/options.html', tab: { id: 4 } },
      'page',
    ],
    ['a page in Firefox', firefox, { id: firefox.id, url: 'moz-extension://8c2f/popup.html' }, 'page'],
    ['a content script', chromium, { id: 'abc', url: 'https://chat.example/', tab: { id: 4 } }, 'content'],
    ['a content script in a blank frame', chromium, { id: 'abc', url: 'about:blank', tab: { id: 4 } }, 'content'],
    ['another extension', chromium, { id: 'def', url: 'chrome-extension://def/page.html' }, null],
    [
      'another extension that borrows our address',
      chromium,
      { id: 'def', url: 'chrome-extension://abc/page.html' },
      null,
    ],
    ['a site that looks like us', chromium, { id: 'abc', url: 'https://chrome-extension.example/abc/' }, null],
    [
      'an extension whose id begins like ours',
      chromium,
      { id: 'abc', url: 'chrome-extension://abcdef/page.html' },
      null,
    ],
    ['a sender without an id', chromium, { url: 'https://chat.example/', tab: { id: 4 } }, null],
    ['a sender without an address', chromium, { id: 'abc', tab: { id: 4 } }, null],
    ['a site without a tab', chromium, { id: 'abc', url: 'https://chat.example/' }, null],
  ] as const)('%s', (_name, self, sender, role) => {
    expect(roleOf(sender, self)).toBe(role);
  });
});

test('the origin of a page; by its scheme when it has none', () => {
  const of = (url: string) => originOf({ url });
  expect(of('https://chat.example:8443/room?x#y')).toBe('https://chat.example:8443');
  expect([of('about:blank'), of('data:text/html,x'), of('nonsense')]).toEqual(['about:', 'data:', '']);
  expect(originOf({})).toBe('');
});
