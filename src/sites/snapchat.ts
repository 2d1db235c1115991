import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Chats of Snapchat for the web, as long as they stand there',
  direction: 'The word for oneself at the head of a run, in fifteen languages; else the name above the chat',
  confidence: 'medium',
  evidence: '2026-09-22',
  unseen: 'Snaps (pictures and videos), calls, messages that expired before they were seen; the phone app',
};

/**
 * Snapchat for the web. Facts of September 2026. All rows stand at one side; the head of a run names its author, and the
 * child by a word that the style draws in capitals. Messages expire: what was read once is never looked for again.
 */
export const snapchat = siteFromData({
  id: 'snapchat',
  name: 'Snapchat',
  hosts: ['https://www.snapchat.com/web*', 'https://web.snapchat.com/*'],
  thread: 'ul[id^="cv-"]',
  threadId: ['@id ~~ ^cv-(.+)$'],
  title: [
    '^[role="listitem"][aria-selected="true"] span[id^="title-"]',
    '^[id^="title-"]:not([role="listitem"] *)',
    'header',
  ],
  row: 'ul[id^="cv-"] > li li',
  beside: 'ul[id^="cv-"] > li > time, [role="separator"], [aria-live]',
  text: '[dir="auto"]',
  parts: true,
  strip: 'header, time, button, [role="button"]',
  pair: true,
  author: 'header',
  time: 'time@datetime',
  ownWords: {
    en: 'Me',
    de: 'Ich',
    fr: 'Moi',
    es: 'Yo',
    it: 'Io',
    pt: 'Eu',
    nl: 'Ik',
    sv: 'Jag',
    da: 'Mig',
    nb: 'Meg',
    no: 'Meg',
    fi: 'Minä',
    pl: 'Ja',
    tr: 'Ben',
    ru: 'Я',
  },
  composer: '[role="textbox"][contenteditable="true"]',
});
