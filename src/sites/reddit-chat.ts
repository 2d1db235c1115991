import type { About } from './about.ts';
import { siteFromData } from './data.ts';
import { throughRoots } from './through-roots.ts';

export const about: About = {
  reads: 'Chat rooms and direct chats',
  direction: 'A class of the row',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'Pictures; the phone app',
};

/** Reddit chat. Facts of September 2026: every part draws in an open shadow root of its own, seven deep. */
export const redditChat = siteFromData(
  {
    id: 'reddit-chat',
    name: 'Reddit chat',
    hosts: ['https://chat.reddit.com/*', 'https://www.reddit.com/chat*'],
    fits: 'rs-app',
    shadow: true,
    thread: 'rs-timeline',
    threadId: [['@room', 'url:/chat/room/([^/?]+)', 'url:/room/([^/?]+)']],
    title: [
      '(rs-room) [aria-label^="Direct chat with"]@aria-label ~~ ^Direct chat with (.+)$',
      '(rs-room) h1',
      '^h1',
      'title:(.+)',
    ],
    crowd: true,
    stranger: 'url:/chat/requests',
    row: 'rs-timeline-event[data-id]',
    beside: 'rs-timeline-event:not([data-id]), time',
    text: '.room-message-text, .room-message-body',
    strip: 'faceplate-timeago, time, .user-name, [slot="reply"]',
    rowId: ['@data-id'],
    author: ['.user-name', '.room-message@aria-label ~~ ^(\\S+) said '],
    time: ['faceplate-timeago@ts', 'time@datetime'],
    own: '.flex-row-reverse',
    composer: 'textarea[name="message"]',
  },
  {},
  throughRoots,
);
