// @vitest-environment happy-dom
/** Whatever a site makes of its page: its reader gives sound rows or none, and leaves the page as it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adapter, OpenThread } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';
import { expectedOf, showFixture } from '../sites/fixture-page.ts';
import { anyText, NASTY } from './nasty.ts';
import { often, PATIENCE } from './runs.ts';

/** Attributes that readers look at. */
const MARKS = [
  'id',
  'class',
  'role',
  'data-testid',
  'data-mid',
  'datetime',
  'href',
  'aria-label',
  'data-time',
  'title',
];
const TAGS = ['form', 'table', 'a', 'time', 'textarea', 'input'];

/** One element of the page, another one, and a number and words to choose with. */
interface Target {
  readonly element: Element;
  readonly other: Element;
  readonly at: number;
  readonly words: string;
}

const CHANGES: Readonly<Record<string, (target: Target) => void>> = {
  remove: ({ element }) => element.remove(),
  empty: ({ element }) => element.replaceChildren(),
  words: ({ element, words }) => {
    element.textContent = words;
  },
  twice: ({ element }) => element.after(element.cloneNode(true)),
  move: ({ element, other }) => {
    if (!element.contains(other)) other.append(element);
  },
  wrap: ({ element }) => {
    const wrap = document.createElement('div');
    element.replaceWith(wrap);
    wrap.append(element);
  },
  mark: ({ element, at, words }) => element.setAttribute(MARKS[at % MARKS.length] ?? 'id', words),
  unmark: ({ element }) => {
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
  },
  tag: ({ element, at }) => {
    const made = document.createElement(TAGS[at % TAGS.length] ?? 'p');
    made.append(...element.childNodes);
    element.replaceWith(made);
  },
  nest: ({ element, at }) => {
    let inner: Element = element;
    for (let depth = 0; depth < 60; depth++) inner = inner.appendChild(document.createElement('div'));
    inner.append(NASTY[at % NASTY.length] ?? '');
  },
};

const change = fc.tuple(fc.nat(), fc.constantFrom(...Object.keys(CHANGES)), anyText);

function apply(at: number, kind: string, words: string): void {
  const all = [...document.querySelectorAll('body *')];
  const element = all[at % Math.max(1, all.length)];
  if (element !== undefined) CHANGES[kind]?.({ element, other: all[(at * 7 + 3) % all.length] ?? element, at, words });
}

/** Reads all that the site would be asked for; every answer has its shape. */
function readAll(site: Adapter): void {
  expect(site.fits(document)).toBeTypeOf('boolean');
  site.lost?.(document);
  for (const thread of site.threads(document)) {
    expect([typeof thread.id, typeof thread.title]).toEqual(['string', 'string']);
    const { group, stranger } = thread;
    expect([typeof group, typeof stranger]).toEqual(['boolean', 'boolean']);
    site.again(thread);
    site.composer(thread);
    site.ownName?.(document, thread);
    for (const row of site.rows(thread)) {
      site.rowOf(row, thread);
      readRow(site, row, thread);
    }
  }
}

function readRow(site: Adapter, row: Element, thread: OpenThread): void {
  const read = site.readRow(row, thread);
  if (read === null) return;
  expect(typeof read.text).toBe('string');
  expect(['peer', 'child', 'unknown']).toContain(read.direction);
  expect(read.time === null || Number.isFinite(read.time), `time ${read.time}`).toBe(true);
  expect(read.id === null || typeof read.id === 'string').toBe(true);
  expect(read.author === null || typeof read.author === 'string').toBe(true);
}

describe.each([...sites, generic].map((site) => [site.id, site] as const))('%s', (id, site) => {
  const pages = expectedOf(id);

  it(
    'reads a page that was changed anywhere',
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...pages), fc.array(change, { maxLength: 12 }), (page, changes) => {
          showFixture(id, page);
          for (const each of changes) apply(...each);
          const before = document.documentElement.outerHTML;
          readAll(site);
          expect(document.documentElement.outerHTML).toBe(before);
        }),
        often(0.04),
      );
    },
    PATIENCE,
  );
});
