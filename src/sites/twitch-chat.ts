import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'The chat beside a stream, of a recording and in its own window',
  direction: 'Learned from what the child writes',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'The stream, voice; the phone and console apps',
};

/** Twitch chat. Facts of June to September 2026. Old lines leave the list, none has an id; other extensions draw their own. */
export const twitchChat = siteFromData({
  id: 'twitch-chat',
  name: 'Twitch chat',
  hosts: ['https://www.twitch.tv/*', 'https://m.twitch.tv/*'],
  fits: '.chat-line__message, [data-a-target="chat-line-message"]',
  thread:
    '.chat-scrollable-area__message-container, [data-test-selector="chat-scrollable-area__message-container"]:not(.chat-scrollable-area__message-container), .video-chat__message-list-wrapper',
  threadId: ['url:^/(?:popout/|embed/|moderator/)?([^/?#]+(?:/\\d+)?)'],
  title: ['url:^/(?:popout/|embed/|moderator/)?([^/?#]+)'],
  group: 'url:^/',
  row: '.chat-line__message, [data-a-target="chat-line-message"]:not(.chat-line__message), .seventv-message, .video-chat__message-list-wrapper li',
  beside: '[data-a-target="chat-welcome-message"], .chat-line__status, .user-notice-line',
  text: '[data-a-target="chat-line-message-body"], .seventv-chat-message-body, .text-fragment',
  deleted: '[data-a-target="chat-deleted-message-placeholder"], .chat-line__message--deleted-notice',
  strip: '.chat-badge, .chat-line__timestamp',
  author: ['@data-a-user', '[data-a-user]@data-a-user', '.chat-author__display-name', '.seventv-chat-user-username'],
  composer: '[data-a-target="chat-input"]',
});
