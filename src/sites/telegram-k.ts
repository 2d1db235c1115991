import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats, groups and channels of Telegram Web K',
  direction: 'A class of the bubble',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Secret chats, calls, pictures; the phone and desktop apps',
};

/** Telegram Web K. Facts from its source of 2026. Bubbles stand in groups of one author; the first of them is named. */
export const telegramK = siteFromData({
  id: 'telegram-k',
  name: 'Telegram K',
  hosts: ['https://web.telegram.org/k/*'],
  thread: '.chat .bubbles',
  container: '.bubbles-inner',
  threadId: [['(.chat) .chat-info .peer-title@data-peer-id', '^.chat-info .peer-title@data-peer-id', 'url:#(-?\\w+)']],
  title: ['(.chat) .chat-info .peer-title', '^.chat-info .peer-title'],
  group: '.bubble.is-in .name .peer-title, .bubbles-group-avatar',
  row: '.bubble[data-mid]:not(.service):not(.is-date):not(.is-sponsored)',
  beside: '.bubble, .bubbles-date-group > .is-date',
  text: '.message, .translatable-message',
  quote: '.reply',
  strip: '.time, .time-inner, .reactions, .name',
  run: '.bubbles-group',
  rowId: ['@data-mid', '@data-peer-id'],
  author: '.name .peer-title, .bubble.is-in .peer-title[data-peer-id]',
  time: '@data-timestamp',
  own: '.bubble.is-out',
  peer: '.bubble.is-in',
  carry: false,
  composer: '.input-message-input[contenteditable="true"]',
});
