/** Small chats of no site, for what all sites have in common. */
import type { Adapter } from '../../src/sites/adapter.ts';
import { type SiteData, siteFromData } from '../../src/sites/data.ts';

const CHAT = {
  hosts: [],
  fits: '#chat',
  thread: '#chat',
  threadId: ['@data-thread'],
  title: 'h2',
  row: 'li',
  text: 'p',
  author: 'b',
  composer: 'textarea',
} satisfies Partial<SiteData>;

/** A chat without ids, as some sites have it. */
export const bare = siteFromData({ ...CHAT, id: 'bare', name: 'Bare', time: 'time@datetime', own: '.own' });
export const withIds = siteFromData({ ...CHAT, id: 'ids', name: 'Ids', rowId: ['@id'], own: '.own' });
/** Its pages mark no row as the child's own. */
export const withoutSides = siteFromData({ ...CHAT, id: 'chat', name: 'Chat', rowId: ['@id'] });

/** The table that an adapter was made from. */
export function tableOf(site: Adapter): SiteData {
  if (site.table === undefined) throw new Error('a site of a table');
  return site.table;
}

export const row = (text: string, more = '', author = 'bob') =>
  `<li ${more}>${author === '' ? '' : `<b>${author}</b>`}<p>${text}</p></li>`;
export const page = (rows: string, thread = 'one') =>
  `<html><body><div id="chat" data-thread="${thread}"><h2>bob</h2><ul>${rows}</ul><textarea></textarea></div></body></html>`;
export const list = () => document.querySelector('ul') as Element;
export const add = (html: string) => list().insertAdjacentHTML('beforeend', html);
export const texts = (seen: readonly { text: string }[]) => seen.map(({ text }) => text);
