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

interface FirefoxHost extends HTMLElement {
  readonly openOrClosedShadowRoot: ShadowRoot | null;
}

/** nsITextInputProcessor: an input method. */
interface FirefoxInput {
  readonly ATTR_RAW_CLAUSE: number;
  readonly KEY_DONT_MARK_KEYDOWN_AS_PROCESSED: number;
  beginInputTransactionForTests(window: Window): boolean;
  setPendingCompositionString(text: string): void;
  appendClauseToPendingComposition(length: number, attribute: number): void;
  setCaretInPendingComposition(offset: number): void;
  flushPendingComposition(): boolean;
  commitCompositionWith(text: string, key: KeyboardEvent, flags: number): void;
  keyup(key: KeyboardEvent): boolean;
}

/** nsIAccessible. */
interface FirefoxAccessible {
  readonly role: number;
  readonly computedARIARole: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly attributes: { getStringProperty(name: string): string };
  readonly firstChild: FirefoxAccessible | null;
  readonly nextSibling: FirefoxAccessible | null;
  getState(state: { value: number }, more: { value: number }): void;
}

interface FirefoxAccessibility {
  getStringRole(role: number): string;
  getAccessibleFor(node: Node): FirefoxAccessible | null;
}

/** nsIMemoryReporterManager. */
interface FirefoxMemory {
  /** Collects all garbage of the browser's own process. */
  minimizeMemoryUsage(done: () => void): void;
  /** Asks every process; the last report is followed by `finish`. */
  getReports(
    handle: (process: string, path: string, kind: number, units: number, amount: number) => void,
    data: null,
    finish: () => void,
    finishData: null,
    anonymize: boolean,
  ): void;
}

interface FirefoxClass {
  createInstance(kind: unknown): unknown;
  getService(kind: unknown): unknown;
}

declare const Components: {
  readonly classes: Readonly<
    Record<
      | '@mozilla.org/text-input-processor;1'
      | '@mozilla.org/accessibilityService;1'
      | '@mozilla.org/memory-reporter-manager;1',
      FirefoxClass
    >
  >;
  readonly interfaces: {
    readonly nsITextInputProcessor: unknown;
    readonly nsIAccessibilityService: unknown;
    readonly nsIMemoryReporterManager: unknown;
    readonly nsIAccessibleStates: Readonly<Record<'STATE_FOCUSED' | 'STATE_EXPANDED' | 'STATE_COLLAPSED', number>>;
  };
  readonly utils: { getGlobalForObject(object: object): object };
};

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
    notifyObservers(subject: null, topic: string): void;
    addObserver(observer: { observe(subject: FirefoxChannel): void }, topic: string): void;
  };
};

/** A page's window, as code with all rights sees it. */
interface FirefoxPage {
  readonly browsingContext: { readonly usePrivateBrowsing: boolean };
}
