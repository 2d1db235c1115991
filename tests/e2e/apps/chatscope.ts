/** @chatscope/chat-ui-kit-react, a chat of React components without any role, id or `dir` on its messages. */
import { join } from 'node:path';
import { APPS } from '../../../src/dev/provision.ts';
import { pageApp } from './page-app.ts';

const packages = join(APPS, 'node_modules');

export const chatscope = pageApp({
  name: 'chatscope',
  files: {
    '/': join(APPS, 'chatscope.html'),
    '/react.js': join(packages, 'react/umd/react.production.min.js'),
    '/react-dom.js': join(packages, 'react-dom/umd/react-dom.production.min.js'),
    '/prop-types.js': join(packages, 'prop-types/prop-types.min.js'),
    '/chatscope.js': join(packages, '@chatscope/chat-ui-kit-react/dist/chat-ui-kit-react.min.js'),
    '/styles.css': join(packages, '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css'),
  },
  composer: '.cs-message-input__content-editor',
  button: '.cs-button--send',
  ready: (composer) => document.querySelector(composer)?.checkVisibility() === true,
  rows: () => [...document.querySelectorAll('.cs-message__html-content')].map((each) => each.textContent ?? ''),
  choose: (name) => {
    const rooms = [...document.querySelectorAll<HTMLElement>('.cs-conversation')];
    rooms.find((room) => (room.textContent ?? '').includes('Somebody else') === (name === 'other'))?.click();
  },
});
