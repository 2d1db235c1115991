/** botframework-webchat, a chat of roles and live regions: a feed of articles, each said again to screen readers. */
import { join } from 'node:path';
import { APPS } from '../../../src/dev/provision.ts';
import { pageApp } from './page-app.ts';

export const webchat = pageApp({
  name: 'botframework-webchat',
  files: {
    '/': join(APPS, 'webchat.html'),
    '/webchat.js': join(APPS, 'node_modules/botframework-webchat/dist/webchat-minimal.js'),
  },
  // Nothing but the place on the screen tells who wrote a row, and it takes two of each side.
  retold: 3,
  composer: '[data-id="webchat-sendbox-input"], .webchat__send-box-text-box__input',
  button: '.webchat__send-button',
  ready: (composer) => document.querySelector(composer)?.checkVisibility() === true,
  rows: () =>
    [...document.querySelectorAll('[role="feed"] .webchat__text-content')].map(
      (each) => each.textContent?.trim() ?? '',
    ),
  choose: (name) => document.querySelector<HTMLElement>(`[data-room="${name}"]`)?.click(),
});
