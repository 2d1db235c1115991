/** Shows a fixture in the test's document, and does to it what sites do to their pages. */
import { readFileSync } from 'node:fs';
import type { Adapter, OpenThread } from '../../src/sites/adapter.ts';
import { fixture, openPage } from '../content/page.ts';

export interface ExpectedMessage {
  readonly key: string;
  readonly author: string;
  readonly direction: string;
  readonly text: string;
  /** ISO 8601, in the browser's zone when it names none; null when the page tells none. */
  readonly time: string | null;
  /** The place on the screen alone tells the direction: without layout it is unknown. */
  readonly byPlace?: boolean;
}

export interface ExpectedThread {
  readonly id: string;
  readonly title: string;
  readonly group: boolean;
  readonly stranger: boolean;
}

export interface ExpectedPage {
  readonly page: string;
  readonly url?: string;
  readonly thread: ExpectedThread | null;
  readonly messages: readonly ExpectedMessage[];
  /** Further conversations that are open on the page. */
  readonly also?: readonly { readonly thread: ExpectedThread; readonly messages: readonly ExpectedMessage[] }[];
  /** The page has no box to write in (a request that is not accepted yet). */
  readonly noComposer?: boolean;
}

const folder = `${import.meta.dirname}/../fixtures/sites/`;

export function expectedOf(site: string): readonly ExpectedPage[] {
  return JSON.parse(readFileSync(`${folder}${site}/expected.json`, 'utf8')) as readonly ExpectedPage[];
}

/** What is read of a page without layout: an own row that names nobody goes by the name of the conversation. */
export function withoutLayout(title: string) {
  return ({ byPlace, ...message }: ExpectedMessage) => ({
    ...message,
    author: byPlace && message.author === 'me' ? title : message.author,
    direction: byPlace ? 'unknown' : message.direction,
    time: timeOf(message.time),
  });
}

function timeOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

/** Attributes of `<html>` and declared shadow roots included. */
export function showFixture(site: string, { page, url }: Pick<ExpectedPage, 'page' | 'url'>): void {
  const html = fixture(site, page);
  openPage(html, url);
  const top = document.documentElement;
  for (const name of ['lang', 'dir', 'class']) top.removeAttribute(name);
  for (const [, name = '', value = ''] of (/<html([^>]*)>/.exec(html)?.[1] ?? '').matchAll(/(\w+)="([^"]*)"/g))
    top.setAttribute(name, value);
  attachRoots(document);
}

/** `innerHTML` leaves `<template shadowrootmode>` as it stands: here it becomes what a browser makes of it. */
function attachRoots(root: ParentNode): void {
  for (const template of root.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    const host = template.parentElement;
    if (host === null) continue;
    const shadow = host.attachShadow({ mode: 'open' });
    template.remove();
    shadow.append(...template.content.childNodes);
    attachRoots(shadow);
  }
}

/** A copy with its shadow roots. */
function copyOf(element: Element): Element {
  const copy = element.cloneNode(false) as Element;
  if (element.shadowRoot !== null) {
    const shadow = copy.attachShadow({ mode: 'open' });
    for (const child of element.shadowRoot.childNodes) shadow.append(copyOfNode(child));
  }
  for (const child of element.childNodes) copy.append(copyOfNode(child));
  return copy;
}

function copyOfNode(node: Node): Node {
  return node instanceof Element ? copyOf(node) : node.cloneNode(true);
}

const rowsOf = (site: Adapter) =>
  site.threads(document).flatMap((thread) => [...site.rows(thread)].map((row) => [row, thread] as const));

/** Every row is made anew, as a list does that scrolls away and back. */
export function remount(site: Adapter): void {
  for (const [row] of rowsOf(site)) if (row.isConnected) row.replaceWith(copyOf(row));
}

/** Every row is emptied and stays; gives what fills them again. */
export function empty(site: Adapter): () => void {
  const held = rowsOf(site).map(([row]) => [row, [...row.childNodes]] as const);
  for (const [row] of held) row.replaceChildren();
  return () => {
    for (const [row, nodes] of held) row.replaceChildren(...nodes);
  };
}

/** Changes the last words of the newest row that can be read; gives the words as they were. */
export function edit(site: Adapter): string {
  const [found] = site.threads(document);
  const rows = found === undefined ? [] : [...site.rows(found)];
  for (const row of rows.reverse()) {
    const before = found && site.readRow(row, found)?.text;
    if (found && before && before !== '' && mend(site, row, found, before)) return before;
  }
  throw new Error('no row of which the words could be changed');
}

function mend(site: Adapter, row: Element, thread: OpenThread, before: string): boolean {
  for (const node of textNodes(row).reverse()) {
    const { data } = node;
    node.data = `${data} mended`;
    const now = site.readRow(row, thread)?.text ?? '';
    if (now !== before && now.endsWith('mended') && now.startsWith(before.slice(0, 3))) return true;
    node.data = data;
  }
  return false;
}

function textNodes(root: Node): Text[] {
  const inner = root instanceof Element && root.shadowRoot !== null ? textNodes(root.shadowRoot) : [];
  const own = [...root.childNodes].flatMap((node) => (node instanceof Text ? [node] : textNodes(node)));
  return [...inner, ...own].filter(({ data }) => data.trim() !== '');
}
