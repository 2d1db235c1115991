import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Channels, direct messages and the open thread',
  direction: 'Own name on the person’s button, else what the child is seen to send',
  confidence: 'high',
  evidence: '2026',
  unseen: 'Huddles, files, the apps on phones and desktops',
};

/**
 * Slack: the open channel or direct message, and a thread beside it. Facts of 2026. The list is virtual; the sender is
 * named at the head of a run. Nothing marks own messages: the name on the person's own button (less certain) or what the
 * child is seen to send tells.
 */
export const slack = siteFromData({
  id: 'slack',
  name: 'Slack',
  hosts: ['https://app.slack.com/client/*'],
  thread: '[data-qa="message_pane"], [data-qa="threads_flexpane"]',
  container: '[data-qa="slack_kit_list"]',
  threadId: [
    ['[data-msg-channel-id]@data-msg-channel-id', 'url:/client/[TE]\\w+/([CDG]\\w+)'],
    '([data-qa="threads_flexpane"]) [data-msg-ts]@data-msg-ts',
  ],
  title: ['^[data-qa="channel_header_title"]', '^[data-qa="channel_name"]', 'title:^[^\\p{L}\\p{N}]*(.+?)(?: \\(| - )'],
  group: '[data-msg-channel-id^="C"], [data-msg-channel-id^="G"]',
  row: '[data-qa="message_container"][data-msg-ts]',
  beside: '[data-qa="virtual-list-item"]:not(:has([data-msg-ts]))',
  text: '[data-qa="message-text"], .p-rich_text_section',
  parts: true,
  edited: '[data-qa="message_edited"], .c-message__edited_label',
  quote: 'blockquote, .c-message_attachment, [data-qa="message_attachment"]',
  rowId: ['@data-msg-channel-id', '@data-msg-ts'],
  author: ['[data-qa="message_sender_name"]', '[data-qa="message_sender"]'],
  time: ['@data-msg-ts', '.c-timestamp@data-ts'],
  ownName: '^[data-qa="user-button"]@aria-label ~~ [:：]\\s*(.+)$',
  composer: '[data-qa="message_input"] [contenteditable="true"]',
});
