import type { Kind, RequestOf, ResponseOf } from '../protocol/messages.ts';

/** The one way to data: a question to the background. Throws an Error with one clear line. */
export type Ask = <K extends Kind>(kind: K, body: RequestOf<K>) => Promise<ResponseOf<K>>;

/** All that a page needs from the browser. Passed in, so that a page can be drawn without one. */
export interface Host {
  readonly ask: Ask;
  /** Id of the tab in front of the person, or null when there is none. */
  readonly activeTab: () => Promise<number | null>;
  /** Whether this page stands in a tab, and so may stand in the browser's history; the popup of the toolbar does not. */
  readonly inTab: () => Promise<boolean>;
  readonly openOptions: () => void;
  /** The page of practice chats, in a tab of its own. */
  readonly openPractice: () => void;
  /** Puts a text on the clipboard; rejects when the browser doesn't let it. */
  readonly copy: (text: string) => Promise<void>;
  /** The share sheet of the system; null where there is none. Rejects when it is put away. */
  readonly share: ((text: string) => Promise<void>) | null;
  /** ms since the epoch. */
  readonly now: () => number;
  /** ISO 3166-1 alpha-2: whose helplines to show when the settings are out of reach. */
  readonly guessedCountry: string;
}
