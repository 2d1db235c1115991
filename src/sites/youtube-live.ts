import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Live chat and its replay, in the frame beside the video',
  direction: 'The own channel’s name in the box for writing, beside the author',
  confidence: 'high',
  evidence: '2026-08-01',
  unseen: 'The video; the phone and television apps',
};

/** YouTube live chat, a frame of its own. Facts of August 2026. Own lines get their final id when the server has them. */
export const youtubeLive = siteFromData({
  id: 'youtube-live',
  name: 'YouTube live chat',
  hosts: [
    'https://www.youtube.com/live_chat*',
    'https://www.youtube.com/live_chat_replay*',
    'https://studio.youtube.com/live_chat*',
  ],
  allFrames: true,
  fits: 'yt-live-chat-app',
  thread: 'yt-live-chat-item-list-renderer',
  container: '#items',
  threadId: [
    ['url:[?&]v=([\\w-]+)', 'referrer:[?&]v=([\\w-]+)', 'referrer:/live/([\\w-]+)', 'url:[?&]continuation=(.{8,60})'],
  ],
  title: ['^yt-live-chat-header-renderer #title', 'title:(.+)'],
  group: 'url:/live_chat',
  row: 'yt-live-chat-text-message-renderer, yt-live-chat-paid-message-renderer, yt-live-chat-membership-item-renderer',
  beside: ':not(yt-live-chat-text-message-renderer)',
  text: '#message',
  deleted: '[is-deleted]',
  rowId: ['@id'],
  author: '#author-name',
  ownName: [
    '^yt-live-chat-message-input-renderer #author-name',
    '^yt-live-chat-text-input-field-renderer #author-name',
  ],
  composer: 'yt-live-chat-text-input-field-renderer #input[contenteditable]',
});
