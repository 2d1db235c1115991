/**
 * How the page is built where it is read, for a bug report: tags, roles, class words and test marks, and never a text, a
 * name, a number or an address. Loaded when a person asks for it.
 */
import type { Adapter, OpenThread } from '../sites/adapter.ts';
import { attr, childElements, dataOf, findAll, firstOf, kindOf, nextOf, parentElement, tagOf } from '../sites/dom.ts';
import { rootIn } from '../sites/shadow.ts';
import type { Reading } from './running.ts';

/** Attributes whose values are words of the site's makers; of others the name alone is told. */
const TOLD =
  /^(role|type|dir|aria-live|aria-roledescription|data-(testid|test-id|e2e|qa|tid|a-target|pagelet|type|list-id))$/;
const SILENT = /^(script|style|template|noscript|svg|select|textarea|img|video|audio|canvas|iframe)$/;
/** Newest rows that are drawn. */
const ROWS = 3;
const DEEPEST = 14;
const MAX_LINES = 160;
const MAX_CHILDREN = 12;
const AROUND = 6;
/** Where no chat is found: what a chat is mostly made of, and how much of each is drawn. */
const PLACES = [
  'textarea, [contenteditable="true"], [role=textbox]',
  '[role=log], [role=feed], [role=list], [role=grid]',
];
const MAX_PLACES = 4;
const SHALLOW = 6;

/** The report on all that is read in this frame; empty when nothing is. */
export function structureReport(readings: readonly Reading[], version: string): string {
  return readings.map((reading) => reportOf(reading, version)).join('\n\n');
}

function reportOf({ adapter, threads, health }: Reading, version: string): string {
  const missing = health === null || health.missing.length === 0 ? '' : `, missing: ${health.missing.join(', ')}`;
  return [
    `Nightlight ${version}, site ${adapter.id}: ${health?.state ?? 'unknown'}${missing}; open chats: ${threads.length}`,
    ...(threads.length === 0
      ? placeLines()
      : threads.flatMap((thread, index) => threadLines(adapter, thread, index + 1))),
  ].join('\n');
}

function threadLines(adapter: Adapter, thread: OpenThread, number: number): string[] {
  const rows = [...adapter.rows(thread)];
  const composer = adapter.composer(thread);
  const lines = [
    `chat ${number}: rows ${rows.length}, group ${thread.group}, stranger ${thread.stranger}`,
    `container: ${pathOf(thread.container)}`,
    `composer: ${composer === null ? 'none' : shapeOf(composer)}`,
  ];
  const newest = adapter.newestFirst === true ? rows.slice(0, ROWS) : rows.slice(-ROWS);
  for (const row of newest) {
    const read = adapter.readRow(row, thread);
    const found =
      read === null
        ? 'no message'
        : `id ${read.id === null ? 'no' : 'yes'}, author ${authorOf(read.author)}, direction ${read.direction}, text ${read.text === '' ? 'no' : 'yes'}, time ${read.time === null ? 'no' : 'yes'}`;
    lines.push(`row: ${found}`);
    draw(row, 1, lines);
  }
  if (newest.length === 0) draw(thread.container, 1, lines);
  return lines.slice(0, MAX_LINES);
}

/** No chat is found where one may stand: the boxes for writing and the lists of the page, else how it begins. */
function placeLines(): string[] {
  const lines: string[] = [];
  for (const selector of PLACES) {
    for (const place of [...findAll(document, selector)].slice(0, MAX_PLACES)) {
      lines.push(`place: ${pathOf(place)}`);
      draw(place, 1, lines, SHALLOW);
    }
  }
  if (lines.length === 0) draw(document.documentElement, 1, lines, SHALLOW);
  return lines.slice(0, MAX_LINES);
}

function pathOf(element: Element): string {
  const path: string[] = [];
  for (let at: Element | null = element; at !== null && path.length < AROUND; at = parentElement(at))
    path.unshift(shapeOf(at));
  return path.join(' > ');
}

function authorOf(author: string | null): string {
  return author === null ? 'carried' : author === '' ? 'no' : 'yes';
}

function draw(element: Element, depth: number, lines: string[], deepest = DEEPEST): void {
  if (lines.length >= MAX_LINES) return;
  lines.push(`${'  '.repeat(depth)}${shapeOf(element)}${holdsText(element) ? ' "…"' : ''}`);
  if (depth >= deepest || SILENT.test(tagOf(element))) return;
  const children = childElements(element, rootIn);
  for (const child of children.slice(0, MAX_CHILDREN)) draw(child, depth + 1, lines, deepest);
  if (children.length > MAX_CHILDREN) lines.push(`${'  '.repeat(depth + 1)}… ${children.length - MAX_CHILDREN} more`);
}

function holdsText(element: Element): boolean {
  for (let at = firstOf(element); at !== null; at = nextOf(at))
    if (kindOf(at) === 3 && dataOf(at).trim() !== '') return true;
  return false;
}

/** `li.message.own[role=listitem][data-id]` */
function shapeOf(element: Element): string {
  const classes = (attr(element, 'class') ?? '')
    .split(/\s+/)
    .flatMap((word) => masked(word))
    .slice(0, 6);
  const attributes = namesOf(element)
    .filter((name) => name !== 'class' && name !== 'style' && /^[a-z][a-z-]{0,40}$/.test(name))
    .slice(0, 12)
    .map((name) => {
      const value = TOLD.test(name) ? masked(attr(element, name) ?? '')[0] : undefined;
      return value === undefined ? `[${name}]` : `[${name}=${value}]`;
    });
  const shadow = rootIn(element) === null ? '' : '#shadow';
  return `${tagOf(element)}${classes.map((word) => `.${word}`).join('')}${attributes.join('')}${shadow}`;
}

/** Read through the prototype, as all else: a page may cover the method. */
function namesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

/** A word of markup with everything that could be a number or an id of somebody masked; none when it is no such word. */
function masked(word: string): string[] {
  if (word === '' || word.length > 60 || !/^[\w:./-]+$/.test(word)) return [];
  const parts = word.split(/([-_:./])/).map((part) => (/\d/.test(part) ? '0' : part.length > 24 ? 'x' : part));
  return [parts.join('')];
}
