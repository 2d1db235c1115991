import type { Area } from '../store/areas.ts';

/** What the background uses of the browser: the polyfill's `browser` fits it, and so does the one of the tests. */
export interface Platform {
  readonly runtime: { readonly id: string; getURL(path: string): string };
  readonly storage: { readonly session: Area; readonly local: Area };
  readonly action: {
    setBadgeText(details: { text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { color: string }): Promise<void>;
    /** Chromium has it since 110, Firefox too; Firefox for Android shows no badge at all. */
    setBadgeTextColor?(details: { color: string }): unknown;
    /** Chromium has it since 127; Firefox wants a press in the browser itself. */
    openPopup?(options: { windowId?: number }): Promise<void>;
    /** `null`: the one of the manifest again. */
    setPopup?(details: { tabId?: number; popup: string | null }): Promise<void>;
    setIcon?(details: { tabId?: number; path: Readonly<Record<string, string>> }): Promise<void>;
    setTitle?(details: { tabId?: number; title: string }): Promise<void>;
  };
  readonly tabs?: { create(page: { url: string }): Promise<unknown> };
  readonly alarms?: { create(name: string, at: { when: number }): unknown };
  /** Not there in Firefox for Android before its user allowed it. */
  readonly notifications?: {
    create(id: string, options: { type: 'basic'; iconUrl: string; title: string; message: string }): Promise<string>;
    clear(id: string): Promise<boolean>;
  };
}
