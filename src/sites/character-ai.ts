import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats with a character',
  direction: 'Classes of the message',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Voice, the app on phones',
};

/**
 * Character.AI: a child and a character. Facts of 2026: the newest message comes first in the document, other versions of
 * an answer stand beside it as slides, and an answer that is still being written is waited for. Nobody human writes
 * here but the child; what a character may say is no less worth a warning.
 */
export const characterAi = siteFromData({
  id: 'character-ai',
  name: 'Character.AI',
  hosts: ['https://character.ai/chat/*'],
  newestFirst: true,
  thread: '#chat-messages',
  threadId: ['url:/chat/([\\w-]+)'],
  title: '.bg-secondary .text-sm, :has(> .bg-secondary) .text-sm',
  row: '#chat-messages > *',
  beside: '*:has([data-testid="streaming-message"])',
  text: '[data-testid="completed-message"] .prose, [data-testid="completed-message"]:not(:has(.prose))',
  deleted: '[data-testid="streaming-message"]',
  quote: '.swiper-slide:not(.swiper-slide-active)',
  author: '.text-sm',
  own: '.flex-row-reverse',
  peer: '.bg-secondary',
  composer: 'textarea',
});
