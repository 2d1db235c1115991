import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Friends chat and group chats in the browser',
  direction: 'Own name above the list of friends, else what the child is seen to send',
  confidence: 'medium',
  evidence: '2026',
  unseen: 'The Steam program, chat inside of games, voice',
};

/**
 * Steam, the friends chat in the browser. Facts of 2026: its names of parts are plain beside ones that change with each
 * build (`chatentry_chatTextarea_113iu`), so those are asked for by their beginning. One block holds the lines of one
 * speaker. The address names no conversation; in a chat of two the name is that of the open tab. That the own name
 * stands above the list of friends is less certain.
 */
export const steam = siteFromData({
  id: 'steam',
  name: 'Steam',
  hosts: ['https://steamcommunity.com/chat*'],
  thread: '.chatHistory, .chatHistoryScroll:not(:has(.chatHistory))',
  threadId: [
    [
      '^.chatRoomGroupHeaderName',
      '^[class*="chatTab"][class*="active" i] [class*="name" i]',
      '^[class*="chatTab"][class*="active" i]',
    ],
  ],
  title: [
    '^.chatRoomGroupHeaderName',
    '^[class*="chatTab"][class*="active" i] [class*="name" i]',
    '^[class*="chatTab"][class*="active" i]',
  ],
  group: '^.chatRoomGroupHeaderName',
  row: '.ChatMessageBlock .msgText',
  beside: '.ChatMessageBlock, [class*="imestamp"], [class*="DateDivider" i], [class*="ServerMessage"]',
  text: '.msgText',
  quote: 'blockquote, .bb_quote',
  run: '.ChatMessageBlock',
  author: '.speakerName',
  ownName: '^.currentUserContainer [class*="playerName"]',
  composer: 'textarea[class*="chatTextarea"]',
});
