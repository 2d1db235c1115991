import type { About } from './about.ts';
import type { Adapter, OpenThread } from './adapter.ts';
import { documentOf, find, holds } from './dom.ts';
import { generic } from './generic.ts';
import { pick } from './place.ts';

export const about: About = {
  reads: 'Direct messages',
  direction: 'Place on the screen',
  confidence: 'low',
  evidence: '2026',
  unseen: 'Pictures, the app on phones',
};

const SCREEN = '[data-testid="convoScreen"]';
const COMPOSER = `${SCREEN} textarea, textarea[id^="chat-input-"]`;

function ofConversation(thread: OpenThread | null): OpenThread | null {
  if (thread === null) return null;
  const page = documentOf(thread.container);
  const screen = find(page, SCREEN);
  const id = pick(thread.container, 'url:^/messages/([a-z0-9]+)');
  if (screen === null || id === null || !holds(screen, thread.container)) return null;
  return { ...thread, id, stranger: find(page, COMPOSER) === null };
}

/**
 * Bluesky, direct messages. Facts of 2026, from its source: the screen of a conversation is marked, its messages are not,
 * so within that screen it is read as an unknown site is, and the place of the bubbles tells who wrote them.
 */
export const bluesky: Adapter = {
  ...generic,
  id: 'bluesky',
  name: 'Bluesky',
  hosts: ['https://bsky.app/*'],
  mark: SCREEN,
  fits: (page) => find(page, SCREEN) !== null,
  lost: (page) => find(page, COMPOSER) !== null && find(page, SCREEN) === null,
  threads: (page) => {
    if (find(page, SCREEN) === null) return [];
    return generic
      .threads(page)
      .map(ofConversation)
      .filter((thread) => thread !== null);
  },
  again: (thread) => ofConversation(generic.again(thread)),
};
