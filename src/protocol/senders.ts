import type { Kind } from './messages.ts';

/** `content`: Nightlight's script in a tab; `page`: one of its own pages (popup, options). */
export type Role = 'content' | 'page';

/** Who may send each kind. A kind that is missing here does not compile. */
export const SENDERS: { readonly [K in Kind]: readonly Role[] } = {
  hello: ['content'],
  observe: ['content'],
  shown: ['content'],
  dismissed: ['content'],
  health: ['content'],
  voice: ['content'],
  reader: ['content'],
  draft: ['content'],
  talk: ['content'],
  'not-a-problem': ['page'],
  'page-status': ['page'],
  structure: ['page'],
  'sites-health': ['page'],
  'add-origin': ['page'],
  'remove-origin': ['page'],
  alerts: ['page'],
  'mark-seen': ['page'],
  'get-settings': ['page'],
  stored: ['page'],
  'erase-all': ['page'],
  house: ['page'],
  'changes-told': ['page'],
  'set-up-lock': ['page'],
  'begin-unlock': ['page'],
  'finish-unlock': ['page'],
  lock: ['page'],
  'change-lock': ['page'],
  'reset-lock': ['page'],
  'family-settings': ['page'],
  'change-settings': ['page'],
  pause: ['page'],
  'find-alerts': ['page'],
  'one-alert': ['page'],
  'set-alert-state': ['page'],
  'alert-lines': ['page'],
  weeks: ['page'],
  journal: ['page'],
  'report-facts': ['page'],
  'sign-report': ['page'],
  'sync-status': ['page'],
  'set-sync': ['page'],
};

/** What the browser says about a sender; filled in by the browser, so a web page can't forge it. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly windowId?: number | undefined } | undefined;
}

/** Who this extension is. */
export interface Self {
  /** `runtime.id`. */
  readonly id: string;
  /** `runtime.getURL('')`: `chrome-extension://…/` or `moz-extension://…/`. */
  readonly base: string;
}

/**
 * The role of a sender, or null for anybody else (another extension, a web page, a sender without an address).
 * One of our own pages is known by its address even when it is open in a tab; a content script by its tab.
 */
export function roleOf(sender: Sender, self: Self): Role | null {
  if (sender.id !== self.id || sender.url === undefined) return null;
  if (sender.url.startsWith(self.base)) return 'page';
  return sender.tab?.id === undefined ? null : 'content';
}

/** The origin of the page that a content script runs in; a page without one of its own is named by its scheme. */
export function originOf(sender: Sender): string {
  try {
    const url = new URL(sender.url ?? '');
    return url.origin === 'null' ? url.protocol : url.origin;
  } catch {
    return '';
  }
}
