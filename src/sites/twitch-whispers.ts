import type { About } from './about.ts';
import type { Adapter, Row } from './adapter.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Whispers in their windows',
  direction: 'The name beside a line and the one above the window',
  confidence: 'medium',
  evidence: '2026-06-30',
  unseen: 'The phone and console apps',
};

const base = siteFromData({
  id: 'twitch-whispers',
  name: 'Twitch whispers',
  hosts: ['https://www.twitch.tv/*'],
  fits: '.whispers-thread',
  thread: '.whispers-thread',
  threadId: [['.thread-header span[title]@title', '[data-a-target="whisper-thread-header"]']],
  title: ['.thread-header span[title]@title', '[data-a-target="whisper-thread-header"]'],
  row: '[data-a-target="whisper-message"], .thread-message__message:not([data-a-target="whisper-message"] *):not([data-a-target="whisper-message"])',
  text: '[data-a-target="chat-line-message-body"], .thread-message__message, .text-fragment, [data-a-target="whisper-message"]',
  strip: '.chat-author__display-name, time, .chat-badge',
  author: '.chat-author__display-name',
  pair: true,
  composer: '[data-a-target="whisper-message-input"]',
  lost: '[data-a-target="whisper-message-input"]',
});

/** Twitch whispers. Facts of June 2026. Several windows may be open, on any page. */
export const twitchWhispers: Adapter = {
  ...base,
  readRow: (element, thread): Row | null => {
    const row = base.readRow(element, thread);
    // Between the name and the words stands a colon.
    return row === null ? null : { ...row, text: row.text.replace(/^:\s*/, '') };
  },
};
