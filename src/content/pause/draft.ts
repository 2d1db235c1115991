/**
 * Follows what the child is writing and asks about it while it is being written, so that Enter waits for nobody. A draft
 * lives here and in the question alone; nothing keeps it.
 */
import { later } from '../../later.ts';
import { Silence, within } from '../../patience.ts';
import type { Gift } from '../../protocol/messages.ts';
import { isConnected, listen } from '../../sites/dom.ts';
import { shortened } from '../../sites/text.ts';
import { contentOf } from '../box.ts';
import { boxOf } from './boxes.ts';

export interface DraftOptions {
  readonly document: Document;
  readonly threadAt: (box: Element) => { readonly site: string; readonly thread: string } | null;
  /** Asks what a draft gives away in its conversation. */
  readonly judge: (draft: DraftQuestion) => Promise<{ readonly gives: Gift | null; readonly asked: boolean }>;
  readonly failed: (error: unknown) => void;
  readonly signal: AbortSignal;
}

export interface DraftQuestion {
  readonly site: string;
  readonly thread: string;
  readonly text: string;
}

export interface Held {
  readonly box: Element;
  readonly gives: Gift;
}

export interface Drafts {
  /** What must be asked before it is sent: of this box, or of the one written in last. */
  held(box?: Element): Held | null;
  /** The child chose to send it: this box is free until it was emptied. */
  free(box: Element): void;
  /** Something was said on the page and counted: what stands in a box may give away what was only asked for now. */
  heard(): void;
}

/** Longest draft that is asked about, in UTF-16 units: its end, where the newest words stand. */
const MAX_DRAFT = 2000;
/** Between two questions, in ms. */
const PACE_MS = 60;
/** Where nothing was asked for, drafts are let be for this long, in ms, or until something is said. */
const CALM_MS = 1500;
/** An answer that takes longer, in ms, is taken for lost, and asked for again. */
const ANSWER_MS = 2000;
/** Editors tell of a change in different ways; all of these come with one. */
const CHANGES = 'beforeinput input keyup compositionend paste drop focusin';

export function followDraft({ document, threadAt, judge, failed, signal }: DraftOptions): Drafts {
  let box: Element | null = null;
  /** What the newest answer was about. */
  let verdict: { readonly box: Element; readonly text: string; readonly gives: Gift | null } | null = null;
  let freed: Element | null = null;
  let asking = false;
  let due = false;
  /** Something was said while an answer was on its way, which may not know of it; or there was none. */
  let stale = false;
  /** The conversation in which nothing was asked for, and until when that is believed, in ms on the clock that nobody sets. */
  let calm = { thread: '', until: 0 };

  const look = () => {
    due = false;
    if (box === null || asking || !isConnected(box)) return;
    const at = box;
    const text = textIn(at);
    if (text === '' && freed === at) freed = null;
    if (text === '') verdict = null;
    if (text === '' || (verdict?.box === at && verdict.text === text)) return;
    const thread = threadAt(at);
    if (thread === null || (calm.thread === thread.thread && performance.now() < calm.until)) return;
    asking = true;
    within(ANSWER_MS, judge({ ...thread, text: text.slice(-MAX_DRAFT) }), 'the background')
      .then(
        ({ gives, asked }) => {
          calm = { thread: asked || stale ? '' : thread.thread, until: performance.now() + CALM_MS };
          verdict = stale && gives === null ? null : { box: at, text, gives };
        },
        (error: unknown) => {
          // Nobody answered: nothing is held.
          verdict = null;
          stale ||= error instanceof Silence;
          failed(error);
        },
      )
      .finally(() => {
        asking = false;
        // Something may have been written meanwhile, or said.
        const again = stale || (box !== null && textIn(box) !== text);
        stale = false;
        if (again) later(PACE_MS, signal, look);
      });
  };
  const change = (event: Event) => {
    if (!event.isTrusted) return;
    const at = boxOf(event);
    if (at === null) return;
    box = at;
    if (due) return;
    due = true;
    // The editor first.
    later(0, signal, look);
  };
  for (const kind of CHANGES.split(' ')) listen(document, kind, change, { capture: true, passive: true, signal });

  return {
    held(at = verdict?.box) {
      if (verdict === null || verdict.gives === null || at === undefined || verdict.box !== at || freed === at)
        return null;
      return isConnected(at) && goesOn(textIn(at), verdict.text) ? { box: at, gives: verdict.gives } : null;
    },
    free(at) {
      freed = at;
    },
    heard() {
      calm = { thread: '', until: 0 };
      if (verdict?.gives === null) verdict = null;
      stale = asking;
      look();
    },
  };
}

/** What stands in a box, without the marks that editors put into empty ones; of a very long text its two ends. */
function textIn(box: Element): string {
  return shortened(
    contentOf(box)
      .replace(/[\u200B\uFEFF]/g, '')
      .trim(),
  );
}

/**
 * Is it what was asked about a key stroke ago, and perhaps more? What was taken back is no longer held. Of a long one the
 * beginning tells: where the two ends of one are left, its end moves with each letter.
 */
function goesOn(text: string, asked: string): boolean {
  return text.length >= asked.length && text.startsWith(asked.slice(0, MAX_DRAFT));
}
