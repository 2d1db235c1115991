import { describe, expect, it } from 'vitest';
import { heldIn, type Report } from '../../../src/dev/browsers/firefox-memory.ts';

const BASE = 'moz-extension://0aa1/';
const report = (process: string, page: string, bytes: number, listeners = 0): Report => ({
  process,
  page,
  bytes,
  listeners,
});

describe('what Firefox reports of memory', () => {
  const reports = [
    report('', 'chrome://browser/content/browser.xhtml', 1_000_000, 2000),
    report('', '', 500_000),
    report('web 1', 'https://chat.example.org/one', 100, 10),
    report('web 1', '', 7),
    report('web 2', 'https://chat.example.org/two', 200, 20),
    report('web 2', 'https://chat.example.org/frame', 40, 4),
    report('web 3', 'https://other.example.org/', 9000, 900),
    report('web 3', '', 900),
    report('extension', `${BASE}_generated_background_page.html`, 3000, 30),
    report('extension', `${BASE}src/options/options.html`, 300, 3),
    report('extension', 'moz-extension://9zz9/_generated_background_page.html', 50_000, 5),
    report('extension', '', 60_000),
  ];

  it('is added up for pages, with the scripts of their processes that belong to none, and for the extension alone', () => {
    const held = heldIn(reports, (url) => url.startsWith('https://chat.example.org/'), BASE);
    expect(held).toEqual({ pages: 100 + 7 + 200 + 40, background: 3300, listeners: 34 });
  });

  it('is nothing where no page fits', () => {
    expect(heldIn(reports, () => false, 'moz-extension://none/')).toEqual({ pages: 0, background: 0, listeners: 0 });
  });
});
