/** What holds of every page of the extension, looked at in the page itself. Each function travels as source text. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Tab } from '../../src/dev/browsers/browser.ts';
import { distOf } from '../../src/dev/build.ts';
import type { Target } from '../../vite.config.ts';

// The extension's own policy forbids evaluation: the whole of axe travels as the source of one function.
const withAxe = (how: object) =>
  new Function(`${axe.source}
  return axe.run(document, ${JSON.stringify(how)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')));`) as () => Promise<
    string[]
  >;

/** Breaches of WCAG 2.2 AA and of good practice, contrast included. */
export const breaches = withAxe({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
});

/** Those that another theme may have: all others are the same in both. */
export const paleness = withAxe({ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } });

/** What stands out of the window, or is cut where it stands. */
export function cut(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility() || element.closest('.only-read-aloud') !== null) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const name = `${element.localName}.${element.className}: ${element.textContent?.slice(0, 40)}`;
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`out of the window: ${name}`);
    if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name}`);
  }
  return found;
}

/** Texts that stand on each other, or on a field that they are not in. */
export function overlapping(): string[] {
  const things: { readonly owner: Element; readonly text: string; readonly box: DOMRect }[] = [];
  const seen = (element: Element) =>
    element.checkVisibility({ opacityProperty: true }) && element.closest('.only-read-aloud') === null;
  /** What of a box is to be seen: a list that scrolls covers what lies beyond its edge. */
  const visible = (owner: Element, box: DOMRect): DOMRect => {
    let { left, top, right, bottom } = box;
    for (let at: Element | null = owner; at !== null && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue;
      const edge = at.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(right - left, 0), Math.max(bottom - top, 0));
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const owner = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (text === '' || owner === null || !seen(owner) || ['OPTION', 'TITLE'].includes(owner.nodeName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // The box of a line is higher than its letters: the middle half of it is what would be written over.
    for (const { x, y, width, height } of range.getClientRects())
      things.push({ owner, text, box: visible(owner, new DOMRect(x + 1, y + height / 4, width - 2, height / 2)) });
  }
  for (const owner of document.querySelectorAll('input, select, textarea')) {
    const box = visible(owner, owner.getBoundingClientRect());
    if (seen(owner) && box.width > 0) things.push({ owner, text: owner.localName, box });
  }
  const found: string[] = [];
  for (const [index, { owner, text, box }] of things.entries())
    for (const other of things.slice(index + 1)) {
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (wide <= 1 || high <= 1 || (owner === other.owner && text === other.text)) continue;
      found.push(`"${text.slice(0, 40)}" on "${other.text.slice(0, 40)}"`);
    }
  return [...new Set(found)];
}

/** What has the focus when a bar at the lower edge lies over it; else empty, and null when it is in the bar itself. */
function under(bar: string): string | null {
  const focused = document.activeElement;
  const over = document.querySelector(bar);
  if (focused === null || over === null || focused === document.body) return '';
  if (over.contains(focused)) return null;
  const hidden = focused.getBoundingClientRect().bottom > over.getBoundingClientRect().top + 1;
  return hidden ? focused.textContent || focused.getAttribute('aria-label') || focused.localName : '';
}

/** Goes on with Tab until the focus is in a bar, or so often: what it met, as words where the bar lay over it, else empty. */
export async function goneThrough(tab: Tab, bar: string, presses: number): Promise<readonly string[]> {
  const met: string[] = [];
  while (met.length < presses) {
    await tab.press('Tab');
    const words = await tab.evaluate(under, bar);
    if (words === null) break;
    met.push(words);
  }
  return met;
}

/** A moment, and what moves or changes colour has come to its end, however busy the machine. */
async function rested(): Promise<void> {
  await new Promise((done) => setTimeout(done, 50));
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
}

export const rest = (tab: Tab) => tab.evaluate(rested);

/** Presses what is called so. */
export function pressed(words: string): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
  const found = all.find((element) => element.textContent?.trim().startsWith(words));
  found?.click();
  return found !== undefined;
}

/** The texts of a language, as a build has them. */
export type Texts = Record<string, { message: string }>;

/** A copy of the build that says other texts in the place of the English ones, whatever language the browser is in. */
export function speaking(target: Target, change: (english: Texts, locales: string) => Texts): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-speaking-'));
  cpSync(distOf(target, true), folder, { recursive: true });
  const locales = join(folder, '_locales');
  writeFileSync(join(locales, 'en/messages.json'), JSON.stringify(change(textsIn(locales, 'en'), locales)));
  return folder;
}

export const textsIn = (locales: string, language: string) =>
  JSON.parse(readFileSync(join(locales, language, 'messages.json'), 'utf8')) as Texts;
