/**
 * How the page is built where it is read, for a bug report: tags, roles, class words and test marks, and never a text, a
 * name, a number or an address. Loaded when a person asks for it.
 */
import type { Adapter, OpenThread } from '../sites/adapter.ts';
import {
  attr,
  childElements,
  dataOf,
  findAll,
  firstOf,
  kindOf,
  nextOf,
  parentElement,
  tagOf,
  topOf,
} from '../sites/dom.ts';
import { rootIn } from '../sites/shadow.ts';
import { wordSet } from '../sites/words.ts';
import { isNewestFirst } from './row-walk.ts';
import type { Reading } from './running.ts';

/** Attributes whose values are mostly words of the site's makers; of others the name alone is told. */
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
/**
 * What is told of a class or a mark, beside what the site's own table names: a site may build a person's name into it, so
 * that every other word is masked.
 */
const WORDS = wordSet(
  'about account action actions active activity add alert all app area article aside assertive attachment author auto avatar ' +
    'back background badge bar base bind block body bot bottom box bubble button call card cell center channel chat child clock ' +
    'close code col column combobox comment component composer contact container content context control conv conversation cover ' +
    'cursor custom date day default description details dialog direct direction display divider dm document edit edited editor ' +
    'element emoji empty end entry event false feed field file first fixed flex focus font footer form frame friend from full ' +
    'grid group handle has head header heading hidden history hover icon id image img in inbox incoming info inline inner input ' +
    'is item items label large last layout left line link list listbox listitem live loading local log ltr main margin mark ' +
    'me media member menu message messages meta middle mobile modal mode msg my name nav navigation new none note ' +
    'notification off offline on online open option out outer outgoing overlay own owner padding page pane panel parent part ' +
    'partner peer people photo picture placeholder polite popup post presentation preview primary private profile quote quoted ' +
    'reaction reactions read receipt received region remote reply request right role room root row rtl screen scroll scrollable ' +
    'scroller search secondary section seen selected self send sender sent separator sidebar single size small span stamp start ' +
    'state status sticky story stranger stream style sub subject submit system tab table tail talk text textarea textbox theme ' +
    'thread time timeline timestamp title toolbar tooltip top transcript true type typing ui unread user username value video view ' +
    'viewport visible voice web widget wide width window with word words wrap wrapper write',
);

/** Words that may be told of a site. */
type Known = ReadonlySet<string>;

/** The report on all that is read in this frame; empty when nothing is. */
export function structureReport(readings: readonly Reading[], version: string): string {
  return readings.map((reading) => reportOf(reading, version)).join('\n\n');
}

function reportOf({ adapter, threads, health }: Reading, version: string): string {
  // Its selectors, and whatever else of it is no function. A single letter is no word.
  const own = partsOf(JSON.stringify(adapter)).filter((part) => part.length > 1);
  const known = new Set([...WORDS, ...own.map((part) => part.toLowerCase())]);
  const missing = health === null || health.missing.length === 0 ? '' : `, missing: ${health.missing.join(', ')}`;
  return [
    `Nightlight ${version}, site ${adapter.id}: ${health?.state ?? 'unknown'}${missing}; open chats: ${threads.length}`,
    ...(threads.length === 0
      ? placeLines(known)
      : threads.flatMap((thread, index) => threadLines(adapter, thread, index + 1, known))),
  ].join('\n');
}

function threadLines(adapter: Adapter, thread: OpenThread, number: number, known: Known): string[] {
  const rows = [...adapter.rows(thread)];
  const composer = adapter.composer(thread);
  const lines = [
    `chat ${number}: rows ${rows.length}, group ${thread.group}, stranger ${thread.stranger}`,
    `container: ${pathOf(thread.container, known)}`,
    `composer: ${composer === null ? 'none' : shapeOf(composer, known)}`,
  ];
  const newest = isNewestFirst(adapter, rows) ? rows.slice(0, ROWS) : rows.slice(-ROWS);
  for (const row of newest) {
    const read = adapter.readRow(row, thread);
    const found =
      read === null
        ? 'no message'
        : `id ${read.id === null ? 'no' : 'yes'}, author ${authorOf(read.author)}, direction ${read.direction}, text ${read.text === '' ? 'no' : 'yes'}, time ${read.time === null ? 'no' : 'yes'}`;
    lines.push(`row: ${found}`);
    draw(row, 1, lines, known);
  }
  if (newest.length === 0) draw(thread.container, 1, lines, known);
  return lines.slice(0, MAX_LINES);
}

/** No chat is found where one may stand: the boxes for writing and the lists of the page, else how it begins. */
function placeLines(known: Known): string[] {
  const lines: string[] = [];
  for (const selector of PLACES) {
    for (const place of [...findAll(document, selector)].slice(0, MAX_PLACES)) {
      lines.push(`place: ${pathOf(place, known)}`);
      draw(place, 1, lines, known, SHALLOW);
    }
  }
  if (lines.length === 0) draw(topOf(document), 1, lines, known, SHALLOW);
  return lines.slice(0, MAX_LINES);
}

function pathOf(element: Element, known: Known): string {
  const path: string[] = [];
  for (let at: Element | null = element; at !== null && path.length < AROUND; at = parentElement(at))
    path.unshift(shapeOf(at, known));
  return path.join(' > ');
}

function authorOf(author: string | null): string {
  return author === null ? 'carried' : author === '' ? 'no' : 'yes';
}

function draw(element: Element, depth: number, lines: string[], known: Known, deepest = DEEPEST): void {
  if (lines.length >= MAX_LINES) return;
  lines.push(`${'  '.repeat(depth)}${shapeOf(element, known)}${holdsText(element) ? ' "…"' : ''}`);
  if (depth >= deepest || SILENT.test(tagOf(element))) return;
  const children = childElements(element, rootIn);
  for (const child of children.slice(0, MAX_CHILDREN)) draw(child, depth + 1, lines, known, deepest);
  if (children.length > MAX_CHILDREN) lines.push(`${'  '.repeat(depth + 1)}… ${children.length - MAX_CHILDREN} more`);
}

function holdsText(element: Element): boolean {
  for (let at = firstOf(element); at !== null; at = nextOf(at))
    if (kindOf(at) === 3 && dataOf(at).trim() !== '') return true;
  return false;
}

/** `li.message.own[role=listitem][data-id]` */
function shapeOf(element: Element, known: Known): string {
  const classes = (attr(element, 'class') ?? '')
    .split(/\s+/)
    .flatMap((word) => masked(word, known))
    .slice(0, 6);
  const attributes = namesOf(element)
    .filter((name) => name !== 'class' && name !== 'style' && /^[a-z][a-z-]{0,40}$/.test(name))
    .slice(0, 12)
    .map((name) => {
      const value = TOLD.test(name) ? masked(attr(element, name) ?? '', known)[0] : undefined;
      return value === undefined ? `[${name}]` : `[${name}=${value}]`;
    });
  const shadow = rootIn(element) === null ? '' : '#shadow';
  return `${tagOf(element)}${classes.map((word) => `.${word}`).join('')}${attributes.join('')}${shadow}`;
}

/** Read through the prototype, as all else: a page may cover the method. */
function namesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

/** `isOutgoing-m1` → is, Outgoing, m1 */
function partsOf(markup: string): string[] {
  return markup.match(/[A-Z]?[a-z0-9]+|[A-Z0-9]+/g) ?? [];
}

/** A word of markup in which all that could be a number, an id or a name of somebody is masked; none when it is no such word. */
function masked(word: string, known: Known): string[] {
  if (word === '' || word.length > 60 || !/^[\w:./-]+$/.test(word)) return [];
  const parts = word.split(/([-_:./])/).map((part, at) => (at % 2 === 1 ? part : maskedPart(part, known)));
  return [parts.join('')];
}

/** Unknown words beside one another are one `x`: how many there were tells nothing. */
function maskedPart(part: string, known: Known): string {
  if (/\d/.test(part)) return '0';
  return partsOf(part)
    .map((one) => (known.has(one.toLowerCase()) ? one : 'x'))
    .join('')
    .replace(/x{2,}/g, 'x');
}
