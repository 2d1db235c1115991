// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { whatsapp } from '../../src/sites/whatsapp.ts';
import { openPage, watchPage } from '../content/page.ts';

/** How often the whole list was looked through for stamps. Before the first use: the function is asked for once. */
let scans = 0;
const plain = Element.prototype.querySelectorAll;
Element.prototype.querySelectorAll = function (this: Element, selector: string) {
  if (selector === '[data-pre-plain-text]' && this.matches('[role="application"]')) scans++;
  return plain.call(this, selector);
} as typeof plain;

const row = (id: number, date: string) =>
  `<div role="row"><div data-id="false_${id}"><div class="copyable-text" data-pre-plain-text="[16:02, ${date}] Jo: "><span class="selectable-text">line ${id}</span></div></div></div>`;

describe('dates of which either number may be the day', () => {
  it('are looked through once for all rows that stand there, and again when more come', async () => {
    const rows = Array.from({ length: 100 }, (_, id) => row(id, '3/4/2026')).join('');
    openPage(
      `<html><body><div id="main"><header><span dir="auto">Jo</span></header><div role="application">${rows}</div></div></body></html>`,
      'https://web.whatsapp.com/',
    );
    const watched = watchPage(whatsapp);
    const times = watched.take().map(({ time }) => time);
    expect(times).toHaveLength(100);
    expect(new Set(times)).toEqual(new Set([null]));
    expect(scans).toBe(1);
    document
      .querySelector('[role="application"]')
      ?.insertAdjacentHTML('beforeend', row(100, '3/4/2026') + row(101, '13/4/2026'));
    await watched.settle(5000);
    expect(watched.take().map(({ time }) => time)).toEqual([
      new Date(2026, 3, 3, 16, 2).getTime(),
      new Date(2026, 3, 13, 16, 2).getTime(),
    ]);
    expect(scans).toBe(2);
  });
});
