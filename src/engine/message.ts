/** Who wrote a message, seen from the protected child. `unknown` is a fact of its own: the page did not tell. */
export type Direction = 'peer' | 'child' | 'unknown';

/** One message as a host hands it to the engine. */
export interface Message {
  /** Stable author name within the conversation; the child's own messages may carry any name. */
  readonly author: string;
  readonly direction: Direction;
  /** The original text, any length; the engine reads at most `MAX_TEXT` characters of it. */
  readonly text: string;
  /** When it was written, in ms since the epoch; null when the page does not tell. */
  readonly time: number | null;
}

/** What the host knows about the conversation beyond the message. Passed in with each message; never stored. */
export interface Context {
  /** Now, in ms since the epoch: the only clock that the engine has. */
  readonly now: number;
  /** More than one peer can write here. */
  readonly group: boolean;
  /** The parent marked this peer as trusted. */
  readonly trusted?: boolean;
  /** The site marks this as a request from somebody who is not a contact. */
  readonly stranger?: boolean;
  /** What the family has quietened in this conversation: ids of rules; of a second opinion one signal, `model/en-1#pressure`. */
  readonly quiet?: ReadonlySet<string>;
}

/** Longest part of one message that is read, in UTF-16 units. A longer text is read at its head and tail. */
export const MAX_TEXT = 4000;
