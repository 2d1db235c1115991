import { describe, expect, it } from 'vitest';
import { type Testimony, weigh } from '../../../src/dev/no-network/witness.ts';

const base = 'chrome-extension://abcdefgh/';
const CHAT = 'https://chat.example.org/one';
const page = { url: CHAT, from: '' };
const calm: Testimony = {
  base,
  noted: [page, { url: `${CHAT}#thread-2`, from: 'https://chat.example.org' }],
  seen: new Map([[CHAT, { times: 2, page: true }]]),
};
const also = (url: string, from: string): Testimony => ({
  base,
  noted: [...calm.noted, { url, from }],
  seen: new Map([...calm.seen, [url, { times: 1, page: false }]]),
});

describe('what two witnesses say of the network', () => {
  it('is well when pages were shown and nothing else was asked for', () => {
    expect(weigh(calm)).toEqual({
      proxy: 2,
      pages: 2,
      extension: {},
      script: {},
      browser: {},
      unclaimed: {},
      faults: [],
    });
  });

  it('names what the extension asked for, of whom, and how often', () => {
    const { noted, seen } = also('https://far.example.net/', base.slice(0, -1));
    const { extension, faults } = weigh({ base, noted: [...noted, ...noted.slice(-1)], seen });
    expect(extension).toEqual({ 'chrome-extension://abcdefgh → https://far.example.net/': 2 });
    expect(faults).toEqual(['the extension asked: chrome-extension://abcdefgh → https://far.example.net/ (2)']);
  });

  it('takes the page of a chat for the extension’s where the extension asks for it', () => {
    const noted = [...calm.noted, { url: CHAT, from: base.slice(0, -1) }];
    expect(weigh({ ...calm, noted }).faults).toEqual([
      `the extension asked: chrome-extension://abcdefgh → ${CHAT} (1)`,
    ]);
  });

  it('takes what is asked in a page’s name for a script of the extension: the page asks for nothing', () => {
    for (const url of ['https://far.example.net/', 'https://chat.example.org/two', 'wss://chat.example.org/']) {
      const { script, faults } = weigh(also(url, 'https://chat.example.org'));
      expect(script).toEqual({ [`https://chat.example.org → ${url}`]: 1 });
      expect(faults).toHaveLength(1);
    }
  });

  it('leaves the browser what is its own: what nobody else asked for, and the icon of a page', () => {
    expect(weigh(also('https://updates.example.com/list?day=4', '')).browser).toEqual({
      'https://updates.example.com/list': 1,
    });
    const icon = weigh(also('https://chat.example.org/favicon.ico', 'https://chat.example.org'));
    expect(icon).toMatchObject({ browser: { 'https://chat.example.org/favicon.ico': 1 }, faults: [] });
  });

  it('does not count what stays in the browser', () => {
    const noted = [...calm.noted, { url: 'blob:chrome-extension://abcdefgh/1', from: base.slice(0, -1) }];
    expect(weigh({ ...calm, noted }).faults).toEqual([]);
  });

  it('tells what came by at the proxy and nobody says to have asked for', () => {
    const { unclaimed, faults } = weigh({ ...also('https://far.example.net/', ''), noted: calm.noted });
    expect(unclaimed).toEqual({ 'https://far.example.net/': 1 });
    expect(faults).toEqual(['nobody says to have asked: https://far.example.net/ (1)']);
  });

  it('believes no witness that slept', () => {
    expect(weigh({ ...calm, noted: [] }).faults).toContain('the browser noted no page: it slept');
    expect(weigh({ ...calm, seen: new Map() }).faults).toContain('the proxy saw no page: it slept');
  });
});
