import type { About } from './about.ts';
import type { OpenThread, Row } from './adapter.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats of two and rooms of XMPP',
  direction: 'A class of the row',
  confidence: 'high',
  evidence: '2026-11-24',
  unseen: 'Calls, pictures, other programs for XMPP',
};

const base = siteFromData({
  id: 'converse',
  name: 'Converse.js',
  hosts: ['https://conversejs.org/*'],
  selfHosted: true,
  fits: 'converse-root, converse-chats, #conversejs',
  thread: 'converse-chat[jid], converse-muc[jid]',
  container: '.chat-content',
  threadId: ['@jid'],
  title: ['.chatbox-title__text', '@jid'],
  group: 'converse-muc',
  stranger: 'converse-contact-approval-alert .alert, converse-contact-approval-alert button',
  row: '.chat-msg[data-msgid]',
  beside:
    '.chat-info, .date-separator, .separator, .chat-content__notifications, .chat-content__help, .empty-history-feedback',
  text: 'converse-chat-message-body.chat-msg__text',
  // A quote is somebody else's words; the reply's own words follow it.
  strip: 'blockquote, .spoiler-hint, converse-reply-context',
  rowId: ['@data-msgid'],
  author: '@data-from',
  time: '@data-isodate',
  own: '.chat-msg__content--me',
  peer: '.chat-msg__content--them',
  composer: 'textarea.chat-textarea',
});

/**
 * Converse.js, a web client for XMPP; self-hosted or embedded. Facts from version 14.0.0, November 2026. `data-from` is
 * an address: in a room the author is its resource (the nickname), in a chat of two its bare part, since the resource
 * there names a device and changes.
 */
export const converse = {
  ...base,
  readRow: (element: Element, thread: OpenThread): Row | null => {
    const row = base.readRow(element, thread);
    if (row?.author == null) return row;
    const slash = row.author.indexOf('/');
    if (slash < 0) return row;
    return { ...row, author: thread.group ? row.author.slice(slash + 1) : row.author.slice(0, slash) };
  },
};
