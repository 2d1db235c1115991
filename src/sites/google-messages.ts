import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Texts of the paired phone',
  direction: 'A mark on own rows',
  confidence: 'medium',
  evidence: '2026-10',
  unseen: 'The app on the phone, pictures, calls',
};

/**
 * Google Messages, the texts of a phone in the browser. Facts of October 2026. Own rows carry a mark; where no row of the
 * list does, the place of the bubbles tells. Names inside a group are less certain.
 */
export const googleMessages = siteFromData({
  id: 'google-messages',
  name: 'Google Messages',
  hosts: ['https://messages.google.com/web/*'],
  thread: 'mws-conversation-container, mw-conversation-container',
  container: 'mws-messages-list',
  threadId: ['url:/web/conversations/([^/?#]+)'],
  title: ['[data-e2e-header-title]', '^[data-e2e-header-title]'],
  group: '.sender-name',
  row: 'mws-message-wrapper[msg-id]',
  beside: 'mws-tombstone-message-wrapper, mws-message-wrapper',
  text: '.text-msg, mws-text-message-part:not(:has(.text-msg))',
  quote: 'mws-reply-preview, .quoted-message',
  rowId: ['@msg-id'],
  author: '.sender-name',
  time: ['mws-absolute-timestamp', 'mws-relative-timestamp'],
  own: '[is-outgoing=""], [is-outgoing="true"], [data-e2e-is-outgoing="true"], .outgoing',
  peer: '[is-outgoing="false"], [data-e2e-is-outgoing="false"], .incoming, mws-messages-list:has([is-outgoing]) mws-message-wrapper',
  composer: 'mws-message-compose textarea, [data-e2e-message-input-box] textarea, textarea[data-e2e-message-input-box]',
});
