import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Channels and queries of IRC',
  direction: 'A class of the row',
  confidence: 'high',
  evidence: '2026-11-24',
  unseen: 'Other programs for IRC',
};

/**
 * The Lounge, a web client for IRC; self-hosted. Facts from version 4.5.2, November 2026. Row ids count from the start
 * of the server, so the time belongs to the identity. Join and part lines share `.msg` and are left out by their type.
 */
export const theLounge = siteFromData({
  id: 'the-lounge',
  name: 'The Lounge',
  hosts: ['https://demo.thelounge.chat/*'],
  selfHosted: true,
  fits: 'meta[name="application-name"][content="The Lounge"], #viewport #chat-container .chat-view',
  thread: '#chat-container .chat-view[data-type="channel"], #chat-container .chat-view[data-type="query"]',
  container: '.messages',
  threadId: ['@aria-label', '^.network:has(.channel-list-item.active)@id'],
  title: ['@aria-label', '.header .title'],
  group: '.chat-view[data-type="channel"]',
  row: '.msg[data-type="message"], .msg[data-type="action"], .msg[data-type="notice"]',
  beside: '.msg, .date-marker-container, .unread-marker, .show-more',
  text: '.content',
  strip: '.only-copy, .preview, .toggle-content, .msg-statusmsg',
  rowId: ['@id', '.time@aria-label'],
  author: '@data-from',
  time: '.time@aria-label',
  own: '.msg.self',
  composer: '#input',
  // A lobby, and a list of channels, has a box to write in as well, and is no chat.
  lost: '#chat-container:not(:has([data-type="lobby"], [data-type="special"])) #input',
  ownName: '^#nick',
});
