import type { About } from './about.ts';
import type { OpenThread, Row } from './adapter.ts';
import { siteFromData } from './data.ts';
import { matches } from './dom.ts';
import { partsOf } from './generic-row.ts';
import { textOf } from './text.ts';

export const about: About = {
  reads: 'The chat windows of the website',
  direction: 'Place on the screen; a class in the older widget',
  confidence: 'medium',
  evidence: '2026',
  unseen: 'Chat and voice inside of games, the apps on phones and desktops',
};

const base = siteFromData({
  id: 'roblox',
  name: 'Roblox',
  hosts: ['https://www.roblox.com/*'],
  thread: 'section.react-chat-dialog-shell[aria-label], .dialog-container[dialog-data-id]',
  container: '[data-testid="react-chat-dialog-scroll"], ul.dialog-messages',
  threadId: [['@dialog-data-id', '@aria-label']],
  title: ['.react-chat-dialog-header@aria-label', '@aria-label', '.dialog-header'],
  stranger: '.react-chat-osa-inline-card',
  row: 'ul.react-chat-message-group > li, li.dialog-message-container:not(.system-message)',
  // Times and notes of the app stand between the groups.
  beside: 'li:not(:has(ul.react-chat-message-group)), .system-message',
  text: 'ul.react-chat-message-group > li, .dialog-message-content',
  own: 'li.dialog-message-container:not(.message-inbound)',
  peer: 'li.dialog-message-container.message-inbound',
  composer: 'textarea',
  lost: '.react-chat-dialog-shell textarea, .dialog-container textarea',
});

/**
 * Roblox, the chat of its website: several small windows on any of its pages. Facts of 2026 for the React widget, older
 * ones for the widget before it. What a bubble of the new widget looks like inside was never seen by those whose facts
 * these are, so it is read as one of an unknown site is, and its place on the screen tells who wrote it. The chat inside
 * of games is no part of a web page.
 */
export const roblox = {
  ...base,
  readRow: (element: Element, thread: OpenThread): Row | null => {
    const row = base.readRow(element, thread);
    if (row === null || matches(element, '.dialog-message-container')) return row;
    const { aside, author, hint, look, body, bubble } = partsOf(element, true);
    return { ...row, author: author ?? row.author, text: textOf(body, aside), hint, look, bubble };
  },
};
