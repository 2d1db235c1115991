/** Which warning stands on the page: one at a time, none twice, a worse one before a milder one. */
import { type Level, levelRank } from '../../engine/signal.ts';
import type { PageWarning } from '../../protocol/messages.ts';
import { showCard } from './card.ts';

export interface WarningsOptions {
  readonly document: Document;
  readonly composers: () => readonly Element[];
  /** Opens the popup where people to talk to are named; false when the browser doesn't let it. */
  readonly talk: () => Promise<boolean>;
  readonly tell: (kind: 'shown' | 'dismissed', alert: string, level: Level) => void;
  readonly signal: AbortSignal;
}

export interface Warnings {
  show(warning: PageWarning): void;
}

/** Warnings that wait for the one that stands, the worst first; beyond, the mildest go. */
const MAX_WAITING = 5;

export function createWarnings({ document, composers, talk, tell, signal }: WarningsOptions): Warnings {
  /** Alert → rank of the worst level that was shown. */
  const shown = new Map<string, number>();
  const waiting: PageWarning[] = [];
  let standing: { readonly warning: PageWarning; readonly end: AbortController } | null = null;

  const next = () => {
    const warning = waiting.shift();
    if (warning !== undefined) show(warning);
  };
  const put = () => {
    standing?.end.abort();
    standing = null;
  };
  const show = (warning: PageWarning) => {
    const rank = levelRank(warning.level);
    if (signal.aborted || rank <= (shown.get(warning.alert) ?? -1)) return next();
    if (standing !== null) {
      const worse = rank > levelRank(standing.warning.level);
      if (!worse) {
        const same = waiting.findIndex((other) => other.alert === warning.alert);
        if (same < 0) waiting.push(warning);
        else if (rank > levelRank(waiting[same]?.level ?? null)) waiting[same] = warning;
        waiting.sort((a, b) => levelRank(b.level) - levelRank(a.level));
        waiting.splice(MAX_WAITING);
        return;
      }
      put();
    }
    shown.set(warning.alert, rank);
    const end = new AbortController();
    standing = { warning, end };
    showCard({
      document,
      warning,
      composers,
      talk,
      done: (fine) => {
        if (fine) tell('dismissed', warning.alert, warning.level);
        put();
        next();
      },
      signal: end.signal,
    });
    tell('shown', warning.alert, warning.level);
  };
  signal.addEventListener('abort', put, { once: true });
  return { show };
}
