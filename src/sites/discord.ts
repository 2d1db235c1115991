import type { Direction } from '../engine/message.ts';
import type { About } from './about.ts';
import type { Adapter, Row } from './adapter.ts';
import { siteFromData } from './data.ts';
import { closest, documentOf, find, isConnected, parentElement } from './dom.ts';
import { pick } from './place.ts';

export const about: About = {
  reads: 'Direct messages, groups, channels and thread panels',
  direction: 'Own account (id in the address of the picture, else the name) beside the author',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'Voice, video, pictures; the desktop and phone apps',
};

const QUOTE = '[id^="message-reply-context-"]';
const ACCOUNT = 'img[src*="/avatars/"]@src ~~ /(?:users|avatars)/(\\d{5,})/';
const HEAD = '[role="article"]@aria-labelledby ~~ message-username-(\\d+)';
const NAMES = ['[aria-label="User area"]', '[class*="panels_"]', ''].map((panel) =>
  `${panel} [class*="nameTag_"]`.trim(),
);
/** The name in the panel of the signed-in account, while it stands on the page. */
let nameTag: Element | null = null;

/** Heads that are remembered for the rows of their runs, which may be mounted without them. */
const MAX_HEADS = 500;
/** Ids count ms since the first second of 2015, above 22 bits of other things. */
const EPOCH = 1_420_070_400_000;

const base = siteFromData({
  id: 'discord',
  name: 'Discord',
  hosts: ['https://discord.com/*', 'https://ptb.discord.com/*', 'https://canary.discord.com/*'],
  thread: 'ol[data-list-id="chat-messages"]',
  // A thread panel is a second list on the page of its channel: the rows know better than the address.
  threadId: [['li[id^="chat-messages-"]@id ~~ ^chat-messages-(\\d+)-', 'url:^/channels/(?:@me|\\d+)/(\\d+)']],
  title: ['(section, main) h1', '(section, main) h2', '^h1', 'title:(.+)'],
  group: 'url:^/channels/\\d+/',
  stranger: 'url:^/channels/@me/message-requests',
  row: 'li[id^="chat-messages-"]',
  beside: '[id^="---new-messages"], [class*="divider"], [class*="systemMessage"]',
  deleted: '[class*="systemMessage"]',
  // A reply shows the message that it answers, with words and a name of its own.
  text: '[id^="message-content-"]',
  quote: QUOTE,
  strip: '[class*="hiddenVisually"], [class*="copyOnlyText"], [id^="message-reactions-"]',
  edited: '[class*="edited"]',
  rowId: ['@id'],
  author: '[id^="message-username-"]',
  time: 'time[datetime]@datetime',
  composer: 'div[role="textbox"][data-slate-editor="true"], form div[role="textbox"]',
});

interface Writer {
  readonly name: string | null;
  readonly direction: Direction;
}

/** The panel of the signed-in account at the lower left; its label is translated, the beginning of a class is not. */
function selfOf(page: Document): { readonly id: string | null; readonly name: string | null; readonly plain: boolean } {
  if (nameTag === null || !isConnected(nameTag) || documentOf(nameTag) !== page) {
    nameTag = NAMES.map((selector) => find(page, selector)).find((found) => found !== null) ?? null;
  }
  const tag = nameTag;
  const panel = tag === null ? null : (closest(tag, 'section') ?? parentElement(tag));
  if (tag === null || panel === null) return { id: null, name: null, plain: false };
  const id = pick(panel, ACCOUNT);
  return {
    id,
    name: pick(tag, [`[class*="title"]`, `[class*="panelTitle"]`, ':scope > :first-child', '@aria-label']),
    plain: id === null && find(panel, 'img[src*="/embed/avatars/"]') !== null,
  };
}

/** Who wrote the first row of a run. A nickname of a server may hide the child's name, so there a name proves no peer. */
function writerOf(head: Element): Writer {
  const self = selfOf(documentOf(head));
  const name = pick(head, '[id^="message-username-"]', QUOTE);
  const id = pick(head, ACCOUNT, QUOTE);
  const plain = pick(head, 'img[src*="/embed/avatars/"]@src', QUOTE) !== null;
  const direct = pick(head, 'url:^/channels/@me/') !== null;
  if (id !== null && self.id !== null) return { name, direction: id === self.id ? 'child' : 'peer' };
  // One of the two shows a picture of its own and the other does not.
  if ((plain && self.id !== null) || (id !== null && self.plain)) return { name, direction: 'peer' };
  if (name === null || self.name === null) return { name, direction: 'unknown' };
  return { name, direction: name === self.name ? 'child' : direct ? 'peer' : 'unknown' };
}

/** Heads of runs that were on the page, by the id of their message. A cache: what it forgets is unknown. */
const heads = new Map<string, Writer>();

/** Rows after the first of a run show neither name nor picture, and say which row does. */
function runOf(row: Element): Writer {
  const id = pick(row, HEAD);
  const own = id === null || find(row, `[id="message-username-${id}"]`) !== null;
  const there = id === null || own ? null : find(documentOf(row), `li[id$="-${id}"]`);
  const head = own ? row : there;
  if (head === null) return heads.get(id ?? '') ?? { name: null, direction: 'unknown' };
  const writer = writerOf(head);
  if (id !== null) heads.set(id, writer);
  if (heads.size > MAX_HEADS) heads.clear();
  return writer;
}

/** Discord. Facts of September 2026. The class names end in a hash that changes; their beginnings hold. */
export const discord: Adapter = {
  ...base,
  readRow: (element, thread): Row | null => {
    const row = base.readRow(element, thread);
    if (row === null) return null;
    const { name, direction } = runOf(element);
    const id = /-(\d{15,20})$/.exec(row.id ?? '')?.[1];
    return {
      ...row,
      author: row.author ?? name,
      direction,
      time: row.time ?? (id === undefined ? null : Number(BigInt(id) >> 22n) + EPOCH),
    };
  },
};
