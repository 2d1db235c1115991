import { browser } from '../platform.ts';
import { browserHost } from './browser-host.ts';
import type { ParentHost } from './parent-host.ts';

const FAMILY = browser.runtime.getURL('').startsWith('moz-extension:') ? 'firefox' : 'chromium';

/** A match pattern as the browser tells of it once it is granted: for all paths. */
function wholeHost(pattern: string): string {
  return pattern.replace(/^([a-z*]+:\/\/[^/]+)\/.*$/, '$1/*');
}

/** The host of the pages for parents in a real browser. */
export const browserParentHost: ParentHost = {
  ...browserHost,
  save: (name, text, type) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The download has its own hold on the data as soon as it has begun; a minute is more than it needs.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  },
  print: () => window.print(),
  openPage: (path) => {
    void browser.tabs.create({ url: browser.runtime.getURL(path) });
  },
  requestSites: async (patterns) => {
    try {
      return (await browser.permissions.request({ origins: [...patterns] })) ? 'granted' : 'refused';
    } catch {
      return 'failed';
    }
  },
  withdrawSites: async (patterns) => {
    await browser.permissions.remove({ origins: [...patterns] });
  },
  allowedSites: async () => {
    const own = new Set((browser.runtime.getManifest().host_permissions ?? []).map(wholeHost));
    const { origins } = await browser.permissions.getAll();
    return (origins ?? []).filter((pattern) => !own.has(wholeHost(pattern)));
  },
  allowedInPrivate: () => browser.extension.isAllowedIncognitoAccess(),
  openBrowserSettings: async () => {
    if (FAMILY === 'firefox') return false;
    await browser.tabs.create({ url: `chrome://extensions/?id=${browser.runtime.id}` });
    return true;
  },
  family: FAMILY,
  version: browser.runtime.getManifest().version,
};
