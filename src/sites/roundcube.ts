import type { Direction } from '../engine/message.ts';
import type { About } from './about.ts';
import type { Adapter, OpenThread, Row } from './adapter.ts';
import {
  attr,
  closest,
  contains,
  dataOf,
  documentOf,
  find,
  findAll,
  firstOf,
  isConnected,
  kindOf,
  topOf,
} from './dom.ts';
import { pick } from './place.ts';
import { labelOf, textOf } from './text.ts';
import { parseTime } from './time.ts';

export const about: About = {
  reads: 'The message that is open, and the one being written',
  direction: 'Own address beside the sender’s, the folder of sent mail',
  confidence: 'high',
  evidence: '2026-11-25',
  unseen: 'Messages that are not opened, attachments, mail apps',
};

const BODY = '#messagebody';
const PAGE = 'body.task-mail';
const PART = '.message-part, .message-htmlpart';
/** Others' words: quotes, the original under a reply, notes of the app. */
const QUOTE = 'blockquote, [class*="gmail_quote"], [id*="divRplyFwdMsg"], .headers-table, fieldset, .part-notice';
/** What stands below such a line was written by somebody else. */
const ORIGINAL = /^-{4,}[^\n-]{3,60}-{4,}$/m;
const ANSWER = /^[\p{L}]{2,4}(?:\[\d+\])?\s*[:：]/u;

interface Person {
  readonly address: string;
  readonly name: string;
}

/** What the page brought along for its own script: who is signed in, which folder is open. */
function env(page: Document, name: string): string | null {
  for (const script of findAll(page, 'script:not([src])')) {
    const first = firstOf(script);
    const text = first !== null && kindOf(first) === 3 ? dataOf(first) : '';
    const found = text.includes('set_env') ? new RegExp(`"${name}":"([^"]{1,200})"`).exec(text) : null;
    if (found?.[1] !== undefined) return found[1];
  }
  return null;
}

/** The people of a header line. */
function people(page: Document, line: string): Person[] {
  return [...findAll(page, `.header-headers .header.${line} .adr, .headers-table .header.${line} .adr`)].map(
    (place) => {
      const link = find(place, 'a[title]');
      const shown = labelOf(textOf(place));
      const address = (link === null ? null : attr(link, 'title')) ?? /<([^<>\s]+)>\s*$/.exec(shown)?.[1] ?? shown;
      return { address: address.toLowerCase(), name: shown.replace(/\s*<[^<>]*>\s*$/, '') || address };
    },
  );
}

/** A part of an address; as it stands where it is none that a browser would write. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Does the webmail of this page stand at this domain, or below it? Of one label anybody may claim to write. */
function isAt(page: Document, domain: string): boolean {
  return domain.includes('.') && `.${page.location.hostname}`.endsWith(`.${domain}`);
}

function directionOf(page: Document, from: Person | undefined): Direction {
  const self = env(page, 'username')?.toLowerCase() ?? null;
  if (from === undefined) return 'unknown';
  const [name, domain = ''] = from.address.split(/@(?=[^@]*$)/);
  // Some sign in without a domain, and anybody may bear that name elsewhere.
  const isNamesake = name === self && domain !== '';
  if (from.address === self || (isNamesake && isAt(page, domain))) return 'child';
  const folder = pick(find(page, BODY) ?? topOf(page), 'url:[?&]_mbox=([^&#]+)');
  const own = [env(page, 'sent_mbox'), env(page, 'drafts_mailbox'), 'Sent', 'Drafts'];
  if (folder !== null && own.includes(decoded(folder))) return 'child';
  return self === null || isNamesake ? 'unknown' : 'peer';
}

/** The conversation of the message that is open: with the one person beside the child, or with several. */
function ofMessage(page: Document): OpenThread | null {
  const body = find(page, BODY);
  const container = body === null ? null : (closest(body, '[role="main"]') ?? closest(body, '#message-content'));
  if (container === null) return null;
  const [from] = people(page, 'from');
  const to = [...people(page, 'to'), ...people(page, 'cc')];
  const peer = directionOf(page, from) === 'child' ? to[0] : from;
  if (peer === undefined) return null;
  return { id: peer.address, title: peer.name, group: to.length > 1, stranger: false, container };
}

/** The conversation for which a message is being written. */
function ofDraft(page: Document): OpenThread | null {
  const container = find(page, '#composebody');
  if (container === null) return null;
  const shown = [...findAll(page, '#compose_to .recipient .email, #compose_to .recipient')].map((one) => textOf(one));
  const field = find(page, '#_to');
  const first = field === null ? null : firstOf(field);
  const written = first !== null && kindOf(first) === 3 ? dataOf(first) : '';
  const addresses = [...shown, written].join(' ').match(/[^\s<>,;"']+@[^\s<>,;"']+/g) ?? [];
  const all = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const [address] = all;
  return { id: address ?? 'new', title: address ?? '', group: all.length > 1, stranger: false, container };
}

function read(row: Element): Row | null {
  const page = documentOf(row);
  const [from] = people(page, 'from');
  const parts = [...findAll(row, PART)];
  const words = parts
    .filter((part) => !parts.some((other) => other !== part && contains(other, part)))
    .map((part) => textOf(part, QUOTE));
  if (words.length === 0) return null;
  const text = words.join('\n').split(ORIGINAL)[0] ?? '';
  const subject = find(page, '#message-header .subject, h2.subject');
  const about = subject === null ? '' : labelOf(textOf(subject, '.voice, a'));
  const time = pick(row, '^.header-summary .text-nowrap ~~ \\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d');
  const folder = pick(row, 'url:[?&]_mbox=([^&#]+)') ?? '';
  const id = pick(row, 'url:[?&]_uid=([^&#]+)');
  return {
    id: id === null ? null : `${decoded(folder)}/${id}`,
    author: from?.address ?? '',
    direction: directionOf(page, from),
    // A subject that answers another repeats it.
    text: [ANSWER.test(about) ? '' : about, text.trim()].filter((part) => part !== '').join('\n'),
    time: parseTime(time),
  };
}

/**
 * Roundcube, a webmail; self-hosted. Facts from version 1.6.5 (skin Elastic), November 2026. A message is read where it is
 * open: in the frame beside the list, or on a page of its own. A conversation is everything with one address. Nobody
 * follows a mailbox here: what is not opened is not read.
 */
export const roundcube: Adapter = {
  id: 'roundcube',
  name: 'Roundcube',
  hosts: [],
  allFrames: true,
  selfHosted: true,
  mark: PAGE,
  fits: (page) => find(page, PAGE) !== null,
  lost: () => false,
  threads: (page) => [ofMessage(page) ?? ofDraft(page)].filter((thread) => thread !== null),
  again: ({ container }) => {
    const page = documentOf(container);
    const thread = isConnected(container) ? (ofMessage(page) ?? ofDraft(page)) : null;
    return thread?.container === container ? thread : null;
  },
  rows: ({ container }) => findAll(container, BODY),
  beside: '#message-header, #message-content .leftcol, h2, #message-objects',
  rowOf: (element) => closest(element, BODY),
  readRow: (row) => (isConnected(row) ? read(row) : null),
  composer: ({ container }) => find(documentOf(container), '#composebody'),
};
