/** vue-advanced-chat, a chat of Vue components in an open shadow root. */
import { join } from 'node:path';
import { APPS } from '../../../src/dev/provision.ts';
import { pageApp } from './page-app.ts';

export const vueAdvancedChat = pageApp({
  name: 'vue-advanced-chat',
  files: {
    '/': join(APPS, 'vue-advanced-chat.html'),
    '/vue-advanced-chat.js': join(APPS, 'node_modules/vue-advanced-chat/dist/vue-advanced-chat.es.js'),
  },
  composer: '#roomTextarea',
  button: '#vac-icon-send',
  ready: (composer) => {
    const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
    return root?.querySelector(composer)?.checkVisibility() === true;
  },
  rows: () => {
    const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
    return [...(root?.querySelectorAll('.vac-message-card') ?? [])].map((card) => {
      const text = card.querySelector('.vac-text-wrapper, .markdown, .vac-format-container');
      return text?.textContent?.trim() ?? '';
    });
  },
  choose: (name) => {
    const root = document.querySelector('vue-advanced-chat')?.shadowRoot;
    const rooms = [...(root?.querySelectorAll<HTMLElement>('.vac-room-item') ?? [])];
    rooms.find((room) => (room.textContent ?? '').includes('Somebody else') === (name === 'other'))?.click();
  },
});
