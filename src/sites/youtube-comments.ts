import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Comments under a video, and their replies',
  direction: 'Learned from what the child writes',
  confidence: 'high',
  evidence: '2026',
  unseen: 'The video; the phone and television apps',
};

/** YouTube comments. Facts of 2026. The page of the next video reuses the nodes of this one: the link tells them apart. */
export const youtubeComments = siteFromData({
  id: 'youtube-comments',
  name: 'YouTube comments',
  hosts: ['https://www.youtube.com/watch*', 'https://www.youtube.com/shorts/*', 'https://www.youtube.com/post/*'],
  fits: 'ytd-comments',
  thread: 'ytd-comments',
  container: '#contents',
  threadId: [['url:[?&](v=[\\w-]+)', 'url:^/((?:shorts|post)/[\\w-]+)']],
  title: ['^ytd-watch-metadata h1', '^h1', 'title:(.+)'],
  group: 'url:^/(?:watch|shorts|post)',
  row: 'ytd-comment-view-model, ytd-comment-renderer',
  text: '#content-text, .ytAttributedStringHost',
  rowId: ['#published-time-text a@href ~~ [?&]lc=([\\w.-]+)'],
  author: ['#author-text', '#header-author a'],
  composer: '#contenteditable-root, ytd-comment-simplebox-renderer',
  lost: '#contenteditable-root',
});
