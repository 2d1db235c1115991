/** What the child's side says: the pause before sending, the way to somebody who helps, and what the child thinks of an alert. */
import type { Gift } from '../engine/index.ts';

export type { Gift } from '../engine/index.ts';

/** A way to somebody who helps, one press away. */
export interface HelpLink {
  /** What stands on the button. */
  readonly text: string;
  /** `tel:…` or `https:…` */
  readonly href: string;
}

export interface ChildProtocol {
  /**
   * What would this draft give away, in this conversation? Nothing of it is kept. `asked`: anything was asked for there at
   * all; where not, other drafts need not be asked about for a while.
   */
  draft: {
    request: { site: string; thread: string; text: string };
    response: { gives: Gift | null; asked: boolean };
  };
  /** "Talk to someone" was pressed on a page: the popup opens there, or a tab. Noted nowhere. */
  talk: { request: Record<string, never>; response: { opened: boolean } };
  /**
   * "It's not a problem": what raised this alert is not counted again in its conversation, unless it is urgent; `undo` takes
   * it back. Parents see how often it was said.
   */
  'not-a-problem': { request: { alert: string; undo: boolean }; response: { ok: true } };
}

export type ChildKind = keyof ChildProtocol;
