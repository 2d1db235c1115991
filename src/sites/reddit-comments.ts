import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Comments under a post',
  direction: 'The own name in the account menu beside the author',
  confidence: 'high',
  evidence: '2026',
  unseen: 'The post itself, pictures; the phone app',
};

/** Reddit comments. Facts of 2026. Replies stand inside the comment that they answer; each has its own words in a slot. */
export const redditComments = siteFromData({
  id: 'reddit-comments',
  name: 'Reddit comments',
  hosts: ['https://www.reddit.com/r/*', 'https://www.reddit.com/user/*'],
  fits: 'shreddit-comment-tree',
  thread: 'shreddit-comment-tree',
  threadId: ['url:/(comments/[a-z0-9]+)'],
  title: ['^shreddit-post@post-title', '^h1', 'url:^/((?:r|user)/[^/]+)'],
  group: 'url:/comments/',
  row: 'shreddit-comment[thingid]',
  text: ':scope > [slot="comment"], :scope > [id$="-comment-rtjson-content"]',
  strip: 'blockquote',
  deleted: ':scope[author="[deleted]"]',
  rowId: ['@thingid'],
  author: '@author',
  time: '@created',
  ownName: ['^shreddit-app@user-name', '^[id="expand-user-drawer-button"] [noun="account"]@data-name'],
  composer: 'shreddit-composer [contenteditable="true"]',
  lost: 'shreddit-composer [contenteditable="true"]',
});
