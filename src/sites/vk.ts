import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats and groups of the messenger',
  direction: 'Place on the screen',
  confidence: 'medium',
  evidence: '2026-09',
  unseen: 'Calls, voice messages, pictures, the apps on phones and desktops',
};

/**
 * VK, the messenger. Facts of September 2026 for today's layout, older ones for the stacks before it. Author and picture
 * stand at the head of a run. Nothing seen marks own messages: the place on the screen tells, or what the child is seen
 * to send. Where the words stand is less certain.
 */
export const vk = siteFromData({
  id: 'vk',
  name: 'VK',
  hosts: ['https://vk.com/im*', 'https://vk.ru/im*', 'https://web.vk.me/*'],
  thread: '[class*="ConvoHistory__list"], [class~="ConvoHistory"], [class^="ConvoHistory-"], ._im_peer_history',
  threadId: [['url:[?&]sel=(c?-?\\d+)', 'url:/(?:im/)?convo/(-?\\d+)']],
  title: [
    '^[class*="ConvoHeader"] [class*="PeerTitle__title"]',
    '^.im-page--title-main-inner',
    '^header [class*="PeerTitle__title"]',
  ],
  group: 'url:(?:[?&]sel=c|convo/2\\d{9})',
  row: 'article[class*="ConvoHistory__message"], .im-mess-stack .im-mess',
  run: '[class*="ConvoHistory__messageBlock"], .im-mess-stack',
  beside: '[class*="ConvoHistory__date" i], [class*="ConvoHistory__service" i], .im-page--history-bar, .im-mess_srv',
  // Own rows show no name.
  carry: false,
  text: '[class*="MessageText"], .im-mess--text',
  edited: '[class*="edited" i], .im-mess--lbl-was-edited',
  strip: 'time',
  quote: '[class*="Reply"], [class*="Forward"], .im-replied, .im_fwd_log_wrap',
  rowId: [['@data-itemkey', '[data-itemkey]@data-itemkey', '([data-itemkey]) @data-itemkey', '@data-msgid']],
  author: ['a[class*="authorLink"]', '[class*="PeerTitle__title"]', '.im-mess-stack--lnk'],
  time: ['time@datetime', '@data-ts'],
  composer: '[contenteditable="true"][role="textbox"], .im_editable',
});
