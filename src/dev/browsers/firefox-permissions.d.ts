/** More globals of Firefox's own context: those about permissions. */

interface FirefoxPrompt extends HTMLElement {
  readonly button: HTMLElement;
}

interface FirefoxWindow {
  readonly PopupNotifications: { readonly isPanelOpen: boolean };
}

type FirefoxChangeOfPermissions = (
  id: string,
  permissions: { permissions: readonly string[]; origins: readonly string[] },
  extension: FirefoxExtension | undefined,
) => Promise<void>;

interface FirefoxModules {
  'resource://gre/modules/ExtensionPermissions.sys.mjs': {
    readonly ExtensionPermissions: Readonly<Record<'add' | 'remove', FirefoxChangeOfPermissions>>;
  };
  'resource://gre/modules/AddonManager.sys.mjs': {
    readonly AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> } | null> };
  };
}

declare const ChromeUtils: {
  importESModule<U extends keyof FirefoxModules>(url: U): FirefoxModules[U];
};
