import type { About } from './about.ts';
import type { Adapter, Row } from './adapter.ts';
import { siteFromData } from './data.ts';
import { findAll, sizeOf } from './dom.ts';
import { pick } from './place.ts';

export const about: About = {
  reads: 'Chats and groups of WhatsApp Web',
  direction: 'Marks of the bubble (tail, ticks, label), the names that these teach, else the side of the bubble',
  confidence: 'medium',
  evidence: '2026-09-30',
  unseen: 'Calls, pictures, voice messages; the phone and desktop apps',
};

const STAMP = '[data-pre-plain-text]';
const TICK = '[data-testid="msg-meta"] [data-icon^="msg-"]';

const base = siteFromData({
  id: 'whatsapp',
  name: 'WhatsApp',
  hosts: ['https://web.whatsapp.com/*'],
  // The list is made anew with each chat, and what stands around it stays.
  thread: '#main',
  container: '[data-testid="conversation-panel-messages"], [role="application"], .copyable-area',
  // The address names no chat.
  threadId: [['[data-testid="conversation-info-header-chat-title"]', 'header span[dir="auto"]']],
  title: ['[data-testid="conversation-info-header-chat-title"]', 'header span[dir="auto"]'],
  group: '[data-testid="author"]',
  row: '[data-testid^="conv-msg-"][data-id], [role="row"] [data-id]',
  beside: '[role="row"]:not(:has([data-id]))',
  text: '[data-testid="selectable-text"], span.selectable-text',
  quote: '[data-testid="quoted-message"], .copyable-text [role="button"]',
  strip: '[data-testid="msg-meta"]',
  rowId: ['@data-id'],
  author: [`${STAMP}@data-pre-plain-text ~~ \\]\\s*(.+?):\\s*$`, '[data-testid="author"]'],
  own: `[data-id^="true_"], .message-out, [aria-label="You:"], [data-testid="tail-out"], ${TICK}`,
  peer: '[data-id^="false_"], .message-in, [data-testid="tail-in"], [data-testid="author"]',
  // What a row that is surely the child's calls its author.
  ownName: [
    `[data-testid^="conv-msg-"]:has([data-testid="tail-out"]) ${STAMP}@data-pre-plain-text ~~ \\]\\s*(.+?):\\s*$`,
    `[data-testid^="conv-msg-"]:has([data-icon^="msg-"]) ${STAMP}@data-pre-plain-text ~~ \\]\\s*(.+?):\\s*$`,
  ],
  pair: true,
  carry: false,
  composer: 'footer [contenteditable="true"], [data-testid="conversation-compose-box-input"]',
});

const DATE = /(\d{1,4})[./-]\s?(\d{1,2})[./-]\s?(\d{1,4})/;
const CLOCK = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap])?/i;

/**
 * `[18:05, 24/11/2026] Sam: ` → ms since the epoch in the browser's zone, or null. Day and month stand in the order of
 * the language, and nothing but a number above twelve tells which; `dayFirst` is what other rows taught.
 */
export function stampTime(stamp: string | null, dayFirst: boolean | null): number | null {
  const inside = /^\[(.+?)\]/.exec(stamp ?? '')?.[1];
  const date = DATE.exec(inside ?? '');
  const clock = CLOCK.exec((inside ?? '').replace(DATE, ''));
  if (date === null || clock === null) return null;
  const [one, two, three] = date.slice(1).map(Number);
  if (one === undefined || two === undefined || three === undefined) return null;
  const yearFirst = one > 31;
  // Where dots stand between them, the day comes first in every language.
  const dotted = dayFirst ?? (/\d\./.test(date[0]) || null);
  const order = yearFirst ? [one, two, three] : dotted === null && one !== two ? null : [three, one, two];
  if (order === null) return null;
  const [year = 0, first = 0, second = 0] = order;
  const [month, day] = yearFirst || dotted !== true ? [first, second] : [second, first];
  const half = clock[4]?.toLowerCase();
  const hours = (Number(clock[1]) % (half === undefined ? 24 : 12)) + (half === 'p' ? 12 : 0);
  const full = year < 100 ? 2000 + year : year;
  const time = new Date(full, month - 1, day, hours, Number(clock[2]), Number(clock[3] ?? 0));
  return time.getMonth() === month - 1 && time.getDate() === day ? time.getTime() : null;
}

/** Which number of a date is the day, as one of these stamps shows; null when none does. */
export function isDayFirst(stamps: Iterable<string>): boolean | null {
  for (const stamp of stamps) {
    const [, one, two] = DATE.exec(/^\[(.+?)\]/.exec(stamp)?.[1] ?? '') ?? [];
    if (Number(one) > 31) continue;
    if (Number(one) > 12) return true;
    if (Number(two) > 12) return false;
  }
  return null;
}

/** By list: what its rows taught, and how large it was when it was asked. */
const orders = new WeakMap<Element, { readonly dayFirst: boolean | null; readonly size: number }>();

/** The order of the dates in a list. While none tells, it is asked again when it has grown or shrunk, not for each row. */
function orderIn(list: Element): boolean | null {
  const known = orders.get(list);
  if (known !== undefined && (known.dayFirst !== null || known.size === sizeOf(list))) return known.dayFirst;
  const stamps = [...findAll(list, STAMP)].map((one) => pick(one, '@data-pre-plain-text') ?? '');
  const dayFirst = isDayFirst(stamps);
  orders.set(list, { dayFirst, size: sizeOf(list) });
  return dayFirst;
}

/**
 * WhatsApp Web. Facts of 30 September 2026: the old marks of direction are gone or opaque in new builds, so that several
 * are asked. Rows that scrolled away keep their id and are emptied.
 */
export const whatsapp: Adapter = {
  ...base,
  readRow: (element, thread): Row | null => {
    const row = base.readRow(element, thread);
    const stamp = row === null ? null : pick(element, `${STAMP}@data-pre-plain-text`);
    if (row === null || stamp === null) return row;
    return { ...row, time: stampTime(stamp, orderIn(thread.container)) };
  },
};
