import type { Host } from './host.ts';

/** What came of asking the browser for a permission. */
export type Granted = 'granted' | 'refused' | 'failed';

/** What the pages for parents need from the browser beyond a page for the child. */
export interface ParentHost extends Host {
  /** Saves a text as a file; the browser decides where. */
  readonly save: (name: string, text: string, type: string) => void;
  readonly print: () => void;
  /** Opens one of our own pages in a tab: a path within the extension. */
  readonly openPage: (path: string) => void;
  /** Asks for sites by their match patterns. Must be called from a press: the browser asks the person. */
  readonly requestSites: (patterns: readonly string[]) => Promise<Granted>;
  readonly withdrawSites: (patterns: readonly string[]) => Promise<void>;
  /** Match patterns of the sites that were allowed beyond those of the manifest. */
  readonly allowedSites: () => Promise<readonly string[]>;
  /** Whether Nightlight may run in private windows. */
  readonly allowedInPrivate: () => Promise<boolean>;
  /** Opens the browser's own page of this extension where that is possible; false: the person has to find it. */
  readonly openBrowserSettings: () => Promise<boolean>;
  readonly family: 'chromium' | 'firefox';
  /** Version of this extension. */
  readonly version: string;
}
