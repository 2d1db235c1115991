import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Direct messages and spaces, by themselves and in Gmail',
  direction: 'Own name on the account button, else what the child is seen to send',
  confidence: 'medium',
  evidence: '2026-09',
  unseen: 'Mail, calls, pictures, the apps on phones',
};

/**
 * Google Chat, by itself and in the frames of Gmail. Facts of September 2026: `jsname` values last longer than classes.
 * Nothing seen marks the child's own messages; the label of the account button, where it stands, names the child
 * (less certain), else what the child is seen to send does.
 */
export const googleChat = siteFromData({
  id: 'google-chat',
  name: 'Google Chat',
  hosts: ['https://chat.google.com/*', 'https://mail.google.com/*'],
  allFrames: true,
  thread: 'c-wiz[data-group-id]:not(:has(c-wiz[data-group-id]))',
  threadId: ['@data-group-id'],
  title: ['^[data-group-name]@data-group-name', 'title:^(?:\\(\\d+\\) )?(.+) - Chat$', 'title:^(?:\\(\\d+\\) )?(.+)$'],
  group: '[data-group-id^="space/"]',
  row: '[data-message-id]:has([jsname="bgckF"]), [data-topic-id]:not(:has([data-message-id])):has([jsname="bgckF"])',
  text: '[jsname="bgckF"]',
  rowId: [['@data-message-id', '@data-topic-id']],
  author: ['@data-name', '[data-name]@data-name'],
  time: ['[data-absolute-timestamp]@data-absolute-timestamp', '@data-absolute-timestamp'],
  ownName: '^a[href*="accounts.google.com/SignOutOptions"]@aria-label ~~ [:：]\\s*(.+?)\\s*\\(\\S+@\\S+\\)',
  composer: 'div[contenteditable="true"][role="textbox"]',
  lost: '[data-topic-id] [jsname="bgckF"]',
});
