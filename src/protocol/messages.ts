/**
 * The corridor: every message between the contexts of the extension, in one table of types.
 * Who may send each is in `senders.ts`, what is accepted at the receiving end in `schemas.ts`.
 */
import type { Direction } from '../engine/message.ts';
import type { Level, SignalId } from '../engine/signal.ts';
import type { ChildProtocol, HelpLink } from './child-messages.ts';
import type { FamilyProtocol, Locked, Token } from './family-messages.ts';

export type { Gift, HelpLink } from './child-messages.ts';

/** One row of a chat page as the content script read it. */
export interface ObservedMessage {
  /**
   * Identity within the thread, at most 120 characters: the site's id or its hash; without one a hash of sender, text and
   * time with a number, since the same may be said twice.
   */
  readonly key: string;
  /** Hash of the text: a key that comes again with another revision is an edited message. */
  readonly revision: string;
  readonly author: string;
  readonly direction: Direction;
  readonly text: string;
  /** ms since the epoch, or null when the page does not tell. */
  readonly time: number | null;
  /** It stood on the page when the thread was opened. */
  readonly history: boolean;
}

/** One batch of one open thread, oldest first. */
export interface ObservedBatch {
  readonly site: string;
  /** Identity of the thread on the site, or its hash where that is longer than 200 characters. */
  readonly thread: string;
  /** Name shown above the thread: the peer or the group. */
  readonly title: string;
  readonly group: boolean;
  readonly stranger: boolean;
  readonly messages: readonly ObservedMessage[];
  /** Another batch of the same opening follows at once: a warning waits for the last one, so that history gives one. */
  readonly more?: boolean;
}

/** What the page shows to the child. */
export interface PageWarning {
  readonly alert: string;
  readonly level: Level;
  readonly signals: readonly SignalId[];
  /** One line each, in the interface language: what happened, why it is a trick. */
  readonly title: string;
  readonly why: string;
  /** What to do, at most three lines. */
  readonly todo: readonly string[];
  /** When it is urgent: the first who helps in the family's country, at most two ways to reach them. */
  readonly help: readonly HelpLink[];
}

export type HealthPart = 'container' | 'rows' | 'direction' | 'composer';

/** How well the open page is understood. Carries no text of the chat. */
export interface Health {
  readonly site: string;
  /** `idle`: no conversation is open on the page. */
  readonly state: 'watching' | 'partly' | 'not-understood' | 'idle';
  readonly missing: readonly HealthPart[];
}

/** How one site was when it was last open; never `idle`, which says nothing of the site. */
export interface SiteHealth {
  readonly health: Health;
  /** Of a site that was added by name (`https://*.example.org`); null of a known one. */
  readonly origin: string | null;
  /** ms since the epoch from which on it was in this state each time, and when it was last told. */
  readonly since: number;
  readonly at: number;
}

export interface AlertSummary {
  readonly id: string;
  /** null: this age hides where it was, and the chat's site is not in front. */
  readonly site: string | null;
  readonly title: string | null;
  readonly level: Level;
  readonly signals: readonly SignalId[];
  /** ms since the epoch of the first and of the newest rise. */
  readonly raised: number;
  readonly updated: number;
  readonly reasons: readonly { readonly signal: SignalId; readonly rule: string; readonly time: number }[];
  readonly seen: boolean;
  /** The child said that it is not a problem. */
  readonly notAProblem: boolean;
}

export type AgeGroup = 'under-13' | '13-15' | '16-17';

export interface Settings {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly ageGroup: AgeGroup;
  /** Ids of sites that are switched off. */
  readonly sitesOff: readonly string[];
}

export interface StoredSummary {
  readonly conversations: number;
  readonly alerts: number;
  readonly settings: number;
  /** Approximate size of the database in bytes, null when the browser does not tell. */
  readonly bytes: number | null;
  readonly state: StoreState;
}

/** `ok`; or why protection runs from memory only, to be shown to the person in plain words. */
export type StoreState = 'ok' | 'full' | 'corrupt' | 'newer' | 'upgrade';

/** kind → { request, response }. A kind without a handler does not compile (see background/router.ts). */
export interface Protocol extends FamilyProtocol, ChildProtocol {
  /**
   * Is the site on? Asked before it is read (`starts`), and each time the page comes to the front or an answer got lost.
   */
  hello: { request: { site: string; starts: boolean }; response: { on: boolean } };
  observe: {
    request: { batch: ObservedBatch };
    /**
     * `acknowledged`: every key of the batch is counted for good, or left out, while the site is off or a parent has paused it.
     * `warning`: to be shown now, if any. `over`: the permission for the page was withdrawn, so nothing of it is counted; it need
     * not come again, and nothing more is to be read there.
     */
    response: { acknowledged: true; warning: PageWarning | null; over?: true };
  };
  /** The page has shown the warning of this alert at this level. */
  shown: { request: { alert: string; level: Level }; response: { ok: true } };
  /** "I'm fine": quietens that matter, never a worse one. */
  dismissed: { request: { alert: string; level: Level }; response: { ok: true } };
  health: { request: { health: Health }; response: { ok: true } };
  /** The frame needs the script that speaks to the child (warning, pause); it runs there when the answer comes. */
  voice: { request: Record<string, never>; response: { ok: true } };
  /** A chat may stand in the frame, on a page of no known site: what reads it runs there when the answer comes. */
  reader: { request: Record<string, never>; response: { ok: true } };
  /** `on: false`: the site is switched off. Without health and not off: a page that Nightlight doesn't read. */
  'page-status': { request: { tab: number }; response: { health: Health | null; on: boolean } };
  /** For a bug report: how the page in a tab is built, without any text of it; null when nothing is read there. */
  structure: { request: { tab: number }; response: { report: string | null } };
  /**
   * How well each site was understood when it was last open, since the browser started. null: the child's age hides where
   * the child chats, and this would tell it.
   */
  'sites-health': { request: Record<string, never>; response: { sites: SiteHealth[] | null } };
  /**
   * Reads an origin (`https://chat.example.org`) beside the known sites, which the browser was asked for just before
   * (`permissions.request({ origins: [origin + '/*'] })`, in the page, in answer to a press).
   */
  'add-origin': {
    request: { token: Token; origin: string };
    response: { outcome: 'done'; origins: string[] } | { outcome: 'not-granted' } | Locked;
  };
  /** Gives an origin back to the browser; its open pages are left at once. */
  'remove-origin': {
    request: { token: Token; origin: string };
    response: { outcome: 'done'; origins: string[] } | Locked;
  };
  /**
   * The child's list. Anybody at this browser can open it, so it shows no more than the parent may know, but of those
   * sites that are open in the tab in front (`tab`; null: none): who sits before the chat itself sees all about it.
   * `elsewhere`: ids of alerts that are left out.
   */
  alerts: {
    request: { limit: number; tab: number | null };
    response: { alerts: AlertSummary[]; elsewhere: string[]; state: StoreState };
  };
  'mark-seen': { request: { alerts: string[] }; response: { ok: true } };
  'get-settings': { request: Record<string, never>; response: { settings: Settings; sites: SiteSummary[] } };
  stored: { request: Record<string, never>; response: { stored: StoredSummary } };
  /** Everything, with the lock; refused (`failed (LockedError)`) without the token once a PIN is set. */
  'erase-all': { request: { token?: Token }; response: { ok: true } };
}

export interface SiteSummary {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
}

export type Kind = keyof Protocol;
export type RequestOf<K extends Kind> = Protocol[K]['request'];
export type ResponseOf<K extends Kind> = Protocol[K]['response'];

/** What travels: the kind beside its request. */
export type Envelope<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & { readonly body: RequestOf<P> } }[K];

/**
 * Every answer: the response, or one clear error (what was sent is wrong; the same again would be, too). No answer at all
 * (`undefined`) means that nothing was kept, and that it should be sent again.
 */
export type Reply<K extends Kind> =
  | { readonly ok: true; readonly value: ResponseOf<K> }
  | { readonly ok: false; readonly error: string };
