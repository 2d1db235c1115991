import type { Direction } from '../engine/message.ts';
import type { SiteData } from './data.ts';

/** One open conversation on the page. A page may show several at once (pop-up chats, thread panels). */
export interface OpenThread {
  /** Identity on the site, stable across reloads where the site allows it; whole, however long: see `factsOf`. */
  readonly id: string;
  readonly title: string;
  readonly group: boolean;
  /** The site marks it as a request from somebody who is not a contact. */
  readonly stranger: boolean;
  /** The element under which the rows live; observed for changes. */
  readonly container: Element;
}

/** The shadow roots of a page, while it is watched. */
export interface Roots {
  /** New elements stand in the page. */
  added(nodes: Iterable<Node>): void;
  /** Looks on; true when something is left to look at. */
  step(): boolean;
}

/** What an adapter reads from one row. `null` from `readRow` means: not a message (a date, a join line, a placeholder). */
export interface Row {
  /** The site's own stable id, or null when it has none. */
  readonly id: string | null;
  /** Author as shown or as an id; null in a run whose head carries the name; empty when the page tells none. */
  readonly author: string | null;
  /** Direction as far as the markup tells; `unknown` hands over to the resolver. */
  readonly direction: Direction;
  readonly text: string;
  /** ms since the epoch, or null. */
  readonly time: number | null;
  /** Weak evidence of direction (a word in a class name); geometry and echo overrule it. */
  readonly hint?: Direction;
  /** What rows of one side have in common (their classes): lets the resolver measure one and know the others. */
  readonly look?: string;
  /** The element whose place tells the side, when it is not the row itself. */
  readonly bubble?: Element;
}

/** Everything that Nightlight knows about one site, in one file. Pure reading: never writes to the page. */
export interface Adapter {
  /** Id from the file name. */
  readonly id: string;
  readonly name: string;
  /**
   * Match patterns of its pages (`https://chat.example.org/app/*`). The manifest asks for their hosts; the paths are looked
   * at on the page, which changes its address without being loaded again.
   */
  readonly hosts: readonly string[];
  /** What it was made from, where it is a table. */
  readonly table?: SiteData | undefined;
  /** Its chat stands in frames, too: the script is started in each frame of its hosts. */
  readonly allFrames?: boolean | undefined;
  /** Anybody can host it: it is also looked for on every page on which the parent switched Nightlight on. */
  readonly selfHosted?: boolean | undefined;
  /** For pages that draw in shadow roots: tells of every root, those that come late included. */
  readonly followRoots?: (document: Document, signal: AbortSignal, found: (root: ShadowRoot) => void) => Roots;
  /** The newest row comes first in the document. */
  readonly newestFirst?: boolean | undefined;
  /** The selector that `fits` looks for, where it is no more than one: what waits for a self-hosted app looks for it. */
  readonly mark?: string | undefined;
  /** Is this page this site? Asked when several adapters could fit (self-hosted apps). */
  readonly fits: (document: Document) => boolean;
  /** The site's page shows a chat, and yet none is found: its layout changed. Asked when `threads` finds none. */
  readonly lost?: (document: Document) => boolean;
  readonly threads: (document: Document) => OpenThread[];
  /** The same conversation as it stands now, cheaper than looking for all; null when it is gone. */
  readonly again: (thread: OpenThread) => OpenThread | null;
  readonly rows: (thread: OpenThread) => Iterable<Element>;
  /** What else stands in a list and is no message (dates, join lines): its presence is no sign that rows are missed. */
  readonly beside?: string | undefined;
  /** The row that this element is, or is a part of; null outside any row. */
  readonly rowOf: (element: Element, thread: OpenThread) => Element | null;
  readonly readRow: (row: Element, thread: OpenThread) => Row | null;
  /** The box in which the child writes, or null. */
  readonly composer: (thread: OpenThread) => Element | null;
  /** The child's own name on the site as far as the page tells, for the resolver. */
  readonly ownName?: (document: Document, thread: OpenThread) => string | null;
}
