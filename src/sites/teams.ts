import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats at work, at school and at home',
  direction: 'A class of the message',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'Calls, files, the apps on phones and desktops',
};

/**
 * Microsoft Teams, for work, school and at home (where Skype went). Facts of September 2026. Own messages name nobody.
 * The address names the conversation in some builds alone; else the name above it must do.
 */
export const teams = siteFromData({
  id: 'teams',
  name: 'Microsoft Teams',
  hosts: ['https://teams.microsoft.com/*', 'https://teams.cloud.microsoft/*', 'https://teams.live.com/*'],
  allFrames: true,
  thread:
    '[data-tid="message-pane-list-viewport"]:not(:has(#chat-pane-list)), #chat-pane-list:not(:has([data-tid="message-pane-list-viewport"]))',
  threadId: [
    [
      'url:(19(?::|%3A)[^/?#&]+)',
      '^[data-tid="chat-title"]',
      'title:^(?:\\(\\d+\\) )?(?:Chat \\| )?([^|]+) \\| Microsoft Teams',
    ],
  ],
  title: ['^[data-tid="chat-title"]', 'title:^(?:\\(\\d+\\) )?(?:Chat \\| )?([^|]+) \\| Microsoft Teams'],
  group: 'url:19(?::|%3A)[^/?#&]+(?:@|%40)thread',
  row: '[data-tid="chat-pane-message"]',
  run: '[data-tid="chat-pane-item"]',
  beside:
    '[data-tid="chat-pane-item"]:not(:has([data-tid="chat-pane-message"])), [data-tid="control-message-renderer"]',
  text: '[id^="content-"]',
  edited: '[id^="edited-"], [data-tid="message-edited"]',
  strip: '[id^="timestamp-"]',
  quote: 'blockquote, [data-tid="quoted-reply-card"]',
  deleted: '[data-tid="message-undo-delete"], [data-tid="deleted-message"]',
  rowId: ['@data-mid'],
  author: '[data-tid="message-author-name"]',
  time: ['time@datetime', '@data-mid'],
  own: '.fui-ChatMyMessage, .fui-ChatMyMessage *',
  peer: '.fui-ChatMessage, .fui-ChatMessage *',
  composer: '[data-tid="ckeditor"]',
  lost: '[data-tid="ckeditor"]',
});
