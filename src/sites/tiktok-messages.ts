import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Direct messages',
  direction: 'The side of the bubble',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'Shared videos, pictures, calls; the phone app',
};

/**
 * TikTok messages. Facts of September 2026. The id of a row stands on the icon of its menu; nothing but its side tells
 * who wrote it. Business Suite shows the same in a frame.
 */
export const tiktokMessages = siteFromData({
  id: 'tiktok-messages',
  name: 'TikTok messages',
  hosts: ['https://www.tiktok.com/messages*', 'https://www.tiktok.com/business-suite/messages*'],
  allFrames: true,
  fits: '[data-e2e="dm-new-message-list"]',
  thread: '[data-e2e="dm-new-message-list"]',
  threadId: [
    [
      '^[data-e2e="dm-new-conversation-item"][aria-selected="true"]@data-conv-id',
      '^[data-e2e="chat-uniqueid"]',
      '^[data-e2e="dm-new-chat-nickname"]',
    ],
  ],
  title: ['^[data-e2e="dm-new-chat-nickname"]', '^[data-e2e="chat-uniqueid"]'],
  // Until it is accepted there is no box to write in; a box of requests may also stand in the list of chats.
  stranger: '^body:has([class*="StrangerBox"]):not(:has([data-e2e="dm-new-input-editor"]))',
  row: '[data-e2e="dm-new-chat-item"], [data-e2e="chat-item"]',
  beside: '[data-e2e="dm-new-time-separator"]',
  text: '[data-e2e="dm-new-message-text"], [class*="DivTextContainer"]',
  rowId: ['[id^="more-action-icon-msg-"]@id ~~ ^more-action-icon-msg-(.+)$'],
  composer:
    '[data-e2e="dm-new-input-editor"] [contenteditable="true"], [data-e2e="message-input-area"] [contenteditable="true"]',
});
