/**
 * The seam between the script that every page of a known site gets and the one that speaks to the child
 * (`voice.iife.ts`: warning and pause). The worker loads the second into the same isolated world when there is something
 * to say, so that all other pages are spared it. They meet on the global object of that world, which no page can reach;
 * under a symbol, since a page's named elements answer for any string.
 */
import type { PageWarning } from '../protocol/messages.ts';

/** What the page's script offers to the voice. */
export interface Page {
  readonly document: Document;
  /** The boxes in which the child may be writing. */
  composers(): readonly Element[];
  /** The conversation that a box writes into, or null when that is not known. */
  threadAt(box: Element): { readonly site: string; readonly thread: string } | null;
  /** An error of a question to the background: the extension may be gone. */
  failed(error: unknown): void;
  /** Ends with the visit. */
  readonly signal: AbortSignal;
}

export interface Voice {
  warn(warning: PageWarning): void;
  /** Something was said on the page and counted. */
  heard(): void;
  /** Is this the text of what the child just sent? Answers once for each sending. */
  sent(text: string): boolean;
}

interface Meeting {
  /** Set by the voice when it was loaded. */
  start?: (page: Page) => Voice;
  /** Set by the page's script: called when the voice has come. */
  arrived?: () => void;
}

const MEETING = Symbol.for('nightlight');

/** Where the two meet. */
export function meeting(): Meeting {
  const world = globalThis as { [MEETING]?: Meeting };
  world[MEETING] ??= {};
  return world[MEETING];
}

/** The page's side: warnings wait until the voice has come. */
export function voiceFor(page: Page): Voice {
  const place = meeting();
  const waiting: PageWarning[] = [];
  let voice = place.start?.(page);
  place.arrived = () => {
    if (page.signal.aborted) return;
    voice ??= place.start?.(page);
    for (const warning of waiting.splice(0)) voice?.warn(warning);
  };
  return {
    warn(warning) {
      if (voice === undefined) waiting.push(warning);
      else voice.warn(warning);
    },
    heard: () => voice?.heard(),
    sent: (text) => voice?.sent(text) ?? false,
  };
}

/** The voice's side. Loaded twice it starts once. */
export function giveVoice(start: (page: Page) => Voice): void {
  const place = meeting();
  if (place.start !== undefined) return;
  place.start = start;
  place.arrived?.();
}
