import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Messenger: its page and the chats that pop up on other pages',
  direction:
    'The sender in the label of a message, in ten languages; else the name above the chat, the side of the bubble',
  confidence: 'high',
  evidence: '2026-09',
  unseen: 'Calls, pictures, encrypted history before its PIN is typed; the phone apps',
};

/**
 * Messenger. Facts of September 2026. The label of a row carries time, sender and words: `At September 3, 2026 at 5:04 PM,
 * Sam Poe: hello`. The date may hold commas, and it is in the page's language, as is the word for the child.
 */
export const facebook = siteFromData({
  id: 'facebook',
  name: 'Facebook Messenger',
  // messenger.com leads here since April 2026; its pages are kept for those that still stand.
  hosts: ['https://www.facebook.com/*', 'https://www.messenger.com/*'],
  // Several chats may pop up at once: each is a log of its own.
  thread: '[role="log"][aria-label]',
  threadId: [['url:/(?:messages/)?(?:e2ee/)?(?:requests/|marketplace/)?t/(\\d+)', '@aria-label']],
  title: [
    '@aria-label ~~ ^Messages in conversation (?:with|titled) (.+)$',
    '([role="dialog"]) h2',
    '([role="main"]) h2',
    '@aria-label',
  ],
  group: '[role="log"][aria-label^="Messages in conversation titled"]',
  stranger: 'url:/messages/(?:e2ee/)?requests/',
  // The word of the role may be translated: then the article around it is the row.
  row: '[aria-roledescription="message"], [role="article"]:not(:has([aria-roledescription="message"])):not([aria-roledescription="message"] *)',
  beside: '[role="row"]:not(:has([aria-roledescription])), [role="separator"], h4, abbr',
  text: '[dir="auto"]',
  strip: 'h5, h6, [role="button"], [role="toolbar"]',
  rowId: [['@data-message-id ~~ (\\d+)$', '[data-message-id]@data-message-id ~~ (\\d+)$']],
  ownWords: {
    en: 'You',
    de: 'Du',
    fr: 'Vous',
    es: 'Tú',
    it: 'Tu',
    pt: 'Você',
    nl: 'Jij',
    pl: 'Ty',
    ru: 'Вы',
    sv: 'Du',
  },
  author: ['@aria-label ~~ , ([^,:]{1,100}): ', '[aria-roledescription]@aria-label ~~ , ([^,:]{1,100}): '],
  time: ['@aria-label', '[aria-roledescription]@aria-label'].map(
    (at) => `${at} ~~ ^(?:At )?(.{4,60}?), [^,:]{1,100}: `,
  ),
  crowd: true,
  pair: true,
  carry: false,
  composer: '[contenteditable="true"][role="textbox"]',
  lost: '[contenteditable="true"][role="textbox"][aria-label^="Write to "], [data-lexical-editor="true"][aria-placeholder="Aa"]',
});
