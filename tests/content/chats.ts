/** Small chats of no site, for what all sites have in common. */
import { siteFromData } from '../../src/sites/data.ts';

/** A chat without ids, as some sites have it. */
export const bare = siteFromData({
  id: 'bare',
  name: 'Bare',
  hosts: [],
  fits: '#chat',
  thread: '#chat',
  threadId: ['@data-thread'],
  title: 'h2',
  row: 'li',
  text: 'p',
  author: 'b',
  time: 'time@datetime',
  own: '.own',
  composer: 'textarea',
});
export const withIds = siteFromData({
  id: 'ids',
  name: 'Ids',
  hosts: [],
  fits: '#chat',
  thread: '#chat',
  threadId: ['@data-thread'],
  title: 'h2',
  row: 'li',
  text: 'p',
  author: 'b',
  rowId: ['@id'],
  own: '.own',
  composer: 'textarea',
});

export const row = (text: string, more = '', author = 'bob') =>
  `<li ${more}>${author === '' ? '' : `<b>${author}</b>`}<p>${text}</p></li>`;
export const page = (rows: string, thread = 'one') =>
  `<html><body><div id="chat" data-thread="${thread}"><h2>bob</h2><ul>${rows}</ul><textarea></textarea></div></body></html>`;
export const list = () => document.querySelector('ul') as Element;
export const add = (html: string) => list().insertAdjacentHTML('beforeend', html);
export const texts = (seen: readonly { text: string }[]) => seen.map(({ text }) => text);
