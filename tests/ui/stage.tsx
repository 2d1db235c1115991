import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, vi } from 'vitest';
import {
  countries,
  type Files,
  helplinesFor,
  parseAdvice,
  parseHelplines,
  parseStarters,
  startersFor,
} from '../../src/guidance/index.ts';
import type { Guide } from '../../src/ui/guide.ts';
import { preparePage } from '../../src/ui/prepare-page.ts';
import { fakeChrome } from './fake-chrome.ts';

vi.stubGlobal('chrome', fakeChrome);

const ADVICE: Files = import.meta.glob('../../src/guidance/advice/**/*.yaml', { import: 'default', eager: true });
const HELPLINES: Files = import.meta.glob('../../src/guidance/helplines/*.yaml', { import: 'default', eager: true });
const STARTERS: Files = import.meta.glob('../../src/guidance/starters/*.yaml', { import: 'default', eager: true });
const library = parseAdvice(ADVICE);
const book = parseHelplines(HELPLINES);
const starters = parseStarters(STARTERS);

/** The guidance that ships, read at once instead of file by file, so that a test need not wait for a loader. */
export const guide: Guide = {
  advice: async () => library,
  help: async (country) => helplinesFor(book, country),
  starters: async (age) => startersFor(starters, age, 'en'),
  countries: countries(Object.keys(HELPLINES)),
};

afterEach(() => {
  render(null, document.body);
});

/** Draws a page into the body and waits until its questions are answered. */
export async function draw(page: ComponentChild): Promise<void> {
  preparePage(document, 'name');
  await settle(() => render(page, document.body));
}

/** Questions that follow one upon another: the page asks, then loads what it needs to show the answer. */
const ROUNDS = 4;

/** Does something and waits until nothing moves any more. */
export async function settle(deed: () => unknown): Promise<void> {
  await act(async () => {
    await deed();
  });
  for (let round = 0; round < ROUNDS; round++) {
    await act(async () => {
      await new Promise((done) => setTimeout(done, 0));
    });
  }
}

/** What a person can read: text outside closed disclosures is not told apart. */
export function text(selector = 'body'): string {
  return document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ') ?? '';
}

/** The button or link whose words begin with `words`. Throws when there is none. */
export function control(words: string): HTMLElement {
  for (const element of document.querySelectorAll<HTMLElement>('button, a, summary')) {
    if (element.textContent?.trim().startsWith(words)) return element;
  }
  throw new Error(`no control "${words}" in: ${text()}`);
}

export async function press(words: string): Promise<void> {
  await settle(() => control(words).click());
}

/** Breaches of WCAG 2.2 AA and of good practice; contrast is measured in tokens.test.ts, since nothing is painted here. */
export async function breaches(): Promise<string[]> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
