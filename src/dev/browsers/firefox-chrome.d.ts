/** The few globals of Firefox's own context that the driver uses. */

interface FirefoxExtension {
  readonly backgroundState: 'running' | 'starting' | 'suspending' | 'stopped';
  terminateBackground(options: { ignoreDevToolsAttached: boolean; disableResetIdleForTest: boolean }): Promise<void>;
}

declare const WebExtensionPolicy: {
  getByID(id: string): { getURL(path: string): string; readonly extension: FirefoxExtension } | null;
};

interface FirefoxElement extends HTMLElement {
  readonly browsingContext?: {
    readonly currentWindowGlobal: {
      drawSnapshot(rect: null, scale: number, background: string): Promise<ImageBitmap>;
      readonly documentURI: { readonly spec: string } | null;
    } | null;
  };
  hidePopup(): void;
}

interface FirefoxChannel {
  QueryInterface(kind: unknown): FirefoxChannel;
  readonly URI: { readonly spec: string };
  readonly loadInfo: { readonly triggeringPrincipal: { readonly originNoSuffix: string } | null } | null;
}

declare const Ci: { readonly nsIHttpChannel: unknown };

interface FirefoxWindow {
  readonly document: Document;
  /** Where the driver keeps what it has noted. */
  nightlightRequests?: { url: string; from: string }[];
  readonly CustomizableUI: { addWidgetToArea(id: string, area: string): void };
}

declare const Services: {
  readonly prefs: { setIntPref(name: string, value: number): void };
  readonly wm: { getMostRecentWindow(type: 'navigator:browser'): FirefoxWindow };
  readonly obs: {
    addObserver(observer: { observe(subject: FirefoxChannel): void }, topic: string): void;
  };
};
