/** More globals of Firefox's own context: those about permissions and processes. */

interface FirefoxProcess {
  readonly type: string;
  /** Bytes. */
  readonly memory: number;
  readonly windows: readonly { readonly documentURI: { readonly spec: string } | null }[];
}

interface FirefoxProcesses {
  requestProcInfo(): Promise<{ readonly children: readonly FirefoxProcess[] }>;
}

interface FirefoxObservers {
  /** `child-mmu-request`: each process of pages gives back what memory it can. */
  notifyObservers(subject: null, topic: 'child-mmu-request'): void;
}

interface FirefoxPrompt extends HTMLElement {
  readonly button: HTMLElement;
}

interface FirefoxWindow {
  readonly PopupNotifications: { readonly isPanelOpen: boolean };
}

declare const ChromeUtils: {
  importESModule(url: 'resource://gre/modules/ExtensionPermissions.sys.mjs'): {
    readonly ExtensionPermissions: {
      remove(
        id: string,
        permissions: { permissions: readonly string[]; origins: readonly string[] },
        extension: FirefoxExtension | undefined,
      ): Promise<void>;
    };
  };
};
