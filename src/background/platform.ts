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
  };
  /** Not there in Firefox for Android before its user allowed it. */
  readonly notifications?: {
    create(id: string, options: { type: 'basic'; iconUrl: string; title: string; message: string }): Promise<string>;
    clear(id: string): Promise<boolean>;
  };
}
