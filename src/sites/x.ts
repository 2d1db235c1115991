import type { About } from './about.ts';
import { siteFromData } from './data.ts';
import { throughRoots } from './through-roots.ts';

export const about: About = {
  reads: 'Chat (direct messages and groups), in its shadow root and in older layouts',
  direction: 'A class of the row',
  confidence: 'high',
  evidence: '2026-10-09',
  unseen: 'Calls, pictures, history before its PIN is typed; the phone app; posts and replies in public',
};

/** X Chat. Facts of June to October 2026: it moved into an open shadow root, which may be attached late. */
export const x = siteFromData(
  {
    id: 'x',
    name: 'X',
    hosts: ['https://x.com/*', 'https://twitter.com/*'],
    shadow: true,
    thread: '[data-testid="dm-message-scroller"], [data-testid="dm-message-list"], [data-testid="DmActivityViewport"]',
    threadId: ['url:^/(?:i/chat|messages)/(?!requests)([\\w-]+)'],
    title: [
      '^[data-testid="dm-conversation-username"]',
      '^[data-testid="dm-conversation-header"] [dir="auto"]',
      '^[data-testid="dm-conversation-header"]',
    ],
    group: 'url:^/(?:i/chat|messages)/g\\d',
    stranger: '^[data-testid="dm-message-request-prompt"], [data-testid="dm-message-request-accept-button"]',
    row: '[data-testid^="message-"][data-send-status], [data-testid="messageEntry"]',
    beside: '[data-index]:not(:has([data-testid^="message-"])), time, [role="separator"]',
    // The element around the words holds the time as well.
    text: '[data-testid^="message-text-"] span[dir="auto"], [data-testid="tweetText"]',
    strip: 'time, [id$="-time"], [id$="-sender"]',
    rowId: [['@data-testid ~~ ^message-(?!text)(.+)$', '@data-dm-message-row']],
    author: '[id$="-sender"]',
    time: ['time@datetime', '[id$="-time"]'],
    own: '[data-send-status].justify-end, :is(.justify-end > [data-send-status])',
    peer: '[data-send-status].justify-start',
    composer: 'textarea[data-testid="dm-composer-textarea"], [data-testid="dmComposerTextInput"]',
  },
  {},
  throughRoots,
);
