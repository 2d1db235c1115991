import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Direct messages, on their page and in the window docked to other pages',
  direction: 'The side of the bubble; a link to a profile marks a peer',
  confidence: 'medium',
  evidence: '2026-09-30',
  unseen: 'Calls, pictures, disappearing photos, stories; the phone app',
};

/**
 * Instagram messages. Facts of April to September 2026: roles of a grid are gone, labels are translated, rows carry no id
 * and no time. The list may run from the bottom up.
 */
export const instagram = siteFromData({
  id: 'instagram',
  name: 'Instagram',
  hosts: ['https://www.instagram.com/*'],
  thread:
    '[data-pagelet="IGDMessagesList"], [data-pagelet="IGDOpenMessageList"], [aria-label^="Conversation"]:not(a):not(button):not([role="button"])',
  threadId: [['url:^/direct/t/(\\d+)', '^[data-pagelet="IGDInboxHeaderOffMsys"] [dir="auto"]', '@aria-label']],
  title: [
    '^[data-pagelet="IGDInboxHeaderOffMsys"] [dir="auto"]',
    '^[data-pagelet="IGDInboxHeaderOffMsys"]',
    'a[aria-label^="Open the profile page of"]@aria-label ~~ ^Open the profile page of (.+)',
  ],
  stranger: 'url:^/direct/requests/',
  row: '[role="group"][tabindex="-1"], [role="row"]',
  beside: '[role="separator"], time, abbr, h2, h3, h4, h5',
  text: '[role="presentation"] [dir="auto"], [role="none"] [dir="auto"], [dir="auto"]',
  strip: 'h6, abbr, [role="button"], [role="toolbar"]',
  // Received rows alone link to a profile; its address is the same in all languages.
  author: [
    'a[aria-label^="Open the profile page of"]@href ~~ ^/([\\w.]+)/?$',
    'a[href][role="link"]:has(img)@href ~~ ^/([\\w.]+)/?$',
  ],
  peer: 'a[aria-label^="Open the profile page of"], a[href][role="link"]:has(img)',
  crowd: true,
  carry: false,
  time: ['abbr@aria-label', 'time@datetime'],
  composer: '[data-pagelet^="IGDComposer"] [contenteditable="true"], [contenteditable="true"][role="textbox"]',
  lost: '[data-pagelet^="IGDComposer"]',
});
