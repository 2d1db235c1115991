/** A chat app as the tests see it: two people, the child and a peer, and a fresh thread for every test. */
import type { Tab } from '../../../src/dev/browsers/browser.ts';

export type Side = 'child' | 'peer';

export interface ChatApp {
  /** What the tests are called by: app and kind of thread. */
  readonly name: string;
  /** Id of the adapter that is to read it. */
  readonly site: string;
  /**
   * Rows at the beginning of a thread, at most, whose author is known only when both sides were seen: they are told once
   * more, which counts as an edit. None when left out.
   */
  readonly retold?: number;
  start(): Promise<RunningApp>;
}

export interface RunningApp {
  /** Selector of the box in which a message is written, and of the button that sends it; looked for in open shadow roots too. */
  readonly composer: string;
  readonly button: string;
  /** Opens a fresh thread in both tabs; resolves when each side can write and would see the other. */
  meet(child: Tab, peer: Tab, thread: string): Promise<void>;
  /** What stands above the thread on the child's page. */
  title(thread: string): string;
  /** Types a message into the open thread and sends it. Resolves when it is sent, not when it has arrived. */
  say(tab: Tab, text: string): Promise<void>;
  /** Texts of the messages that the open thread shows now, in order, as far as the app has drawn them. */
  shown(tab: Tab): Promise<readonly string[]>;
  /** Makes the app build the rows of the open thread anew, as it does by itself on a change of thread. */
  remount(tab: Tab): Promise<void>;
  /** Opens the page again, with the thread and what was said in it; null when the app forgets on a reload. */
  readonly reload: ((tab: Tab, thread: string) => Promise<void>) | null;
  /** Changes the newest message that this side has written; null when the app has no edits. */
  readonly edit: ((tab: Tab, text: string) => Promise<void>) | null;
  stop(): Promise<void>;
}
