import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Comments under a video, and their replies',
  direction: 'The own profile in the menu beside the author',
  confidence: 'medium',
  evidence: '2026-01-31',
  unseen: 'The videos; the phone app',
};

/** TikTok comments. Facts of January 2026: the classes end in hashes, the marks for tests hold. */
export const tiktokComments = siteFromData({
  id: 'tiktok-comments',
  name: 'TikTok comments',
  hosts: ['https://www.tiktok.com/*'],
  fits: '[class*="DivCommentItemWrapper"]',
  thread: '[class*="DivCommentListContainer"], [class*="DivCommentMain"]:not(:has([class*="DivCommentListContainer"]))',
  threadId: ['url:^/@[^/]+/((?:video|photo)/\\d+)'],
  title: ['url:^/(@[^/]+)/'],
  group: 'url:^/@[^/]+/(?:video|photo)/',
  row: '[class*="DivCommentItemWrapper"]',
  text: '[data-e2e^="comment-level-"]',
  author: [
    '[data-e2e^="comment-username-"] a[href]@href ~~ /@([\\w.]+)',
    'a[href^="/@"]@href ~~ /@([\\w.]+)',
    '[data-e2e^="comment-username-"]',
  ],
  ownName: '^[data-e2e="nav-profile"][href]@href ~~ /@([\\w.]+)',
  composer: '[data-e2e="comment-input"] [contenteditable="true"]',
  lost: '[data-e2e="comment-level-1"]',
});
