import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'The chat beside a live stream',
  direction: 'Learned from what the child writes',
  confidence: 'medium',
  evidence: '2026-07-31',
  unseen: 'The stream, gifts; the phone app',
};

/** TikTok LIVE. Facts of July 2026: old lines leave the list, none has an id. */
export const tiktokLive = siteFromData({
  id: 'tiktok-live',
  name: 'TikTok LIVE',
  hosts: ['https://www.tiktok.com/*'],
  fits: '[data-e2e="chat-room"]',
  thread:
    '[data-e2e="chat-room"], [class*="live-chat-container"]:not(:has([data-e2e="chat-room"])):not([data-e2e="chat-room"] *)',
  threadId: ['url:^/(@[^/]+/live)'],
  title: ['url:^/(@[^/]+)/live'],
  group: 'url:/live',
  row: '[data-e2e="chat-message"]',
  beside: '[data-e2e]:not([data-e2e="chat-message"])',
  text: '[data-e2e="chat-message"]',
  strip: '[data-e2e="message-owner-name"], [class*="Badge"], [class*="badge"], [class*="avatar"], [class*="Avatar"]',
  author: '[data-e2e="message-owner-name"]',
  composer: '[contenteditable="plaintext-only"]',
});
