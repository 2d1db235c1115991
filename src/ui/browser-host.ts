import { guessCountry } from '../country.ts';
import { browser } from '../platform.ts';
import { ask } from '../protocol/client.ts';
import type { Host } from './host.ts';

/** The host in a real browser. The id of the active tab needs no permission. */
export const browserHost: Host = {
  ask,
  activeTab: async () => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? null;
  },
  inTab: async () => (await browser.tabs.getCurrent()) !== undefined,
  openOptions: () => {
    void browser.runtime.openOptionsPage();
  },
  openPractice: () => {
    void browser.tabs.create({ url: browser.runtime.getURL('src/practice/practice.html') });
  },
  copy: (text) => navigator.clipboard.writeText(text),
  share: typeof navigator.share === 'function' ? (text) => navigator.share({ text }) : null,
  now: () => Date.now(),
  guessedCountry: guessCountry(Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.language),
};
