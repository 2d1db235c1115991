/** More globals of Firefox's own context: those about permissions. */

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
