import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats, groups and channels of Telegram Web A',
  direction: 'A class of the message',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Secret chats, calls, pictures; the phone and desktop apps',
};

/**
 * Telegram Web A. Facts from its source of 2026. A name stands at the head of a run alone, and neither on own rows nor in
 * a chat of two. A message that was just sent has a local id until the server gives it its own.
 */
export const telegramA = siteFromData({
  id: 'telegram-a',
  name: 'Telegram A',
  hosts: ['https://web.telegram.org/a/*'],
  thread: '#MiddleColumn .MessageList',
  container: '.messages-container',
  threadId: ['url:#(-?\\d+)'],
  title: '^#MiddleColumn .ChatInfo .title, .ChatInfo .title',
  group: 'url:#-\\d+',
  row: '.Message.message-list-item[data-message-id]',
  beside: '.ActionMessage, .message-date-group > .sticky-date, .unread-divider',
  text: '.text-content',
  quote: '.EmbeddedMessage',
  strip: '.MessageMeta, .Reactions, .message-time',
  run: '.sender-group-container',
  rowId: ['@data-message-id'],
  author: '.message-title-name, .sender-title',
  time: '.message-time@title',
  own: '.Message.own',
  carry: false,
  composer: '#editable-message-text',
});
