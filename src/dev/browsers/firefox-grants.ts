/** What the driver does inside Firefox about permissions. Each function travels as source text. */

/** In the browser itself: presses "Allow" in the prompt that an extension's request opens, once it takes presses. */
export async function pressAllow(): Promise<void> {
  const { document, PopupNotifications } = Services.wm.getMostRecentWindow('navigator:browser');
  let pressed = false;
  for (let tries = 0; tries < 100; tries++) {
    const prompt = document.querySelector<FirefoxPrompt>('popupnotification[id^="addon-webext-permissions"]');
    if (pressed && !PopupNotifications.isPanelOpen) return;
    // It takes no press in its first half second: a person must have had the time to read.
    if (prompt !== null && PopupNotifications.isPanelOpen) {
      prompt.button.click();
      pressed = true;
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(pressed ? 'The prompt stays open.' : 'Firefox asked for nothing.');
}

/** In the browser itself: takes a host permission away, as the switch on about:addons does. */
export async function takeAway(id: string, pattern: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  await ExtensionPermissions.remove(id, { permissions: [], origins: [pattern] }, extension);
}

/** In the browser itself: lets the extension into private windows, as the choice on about:addons does. */
export async function letIntoPrivate(id: string): Promise<void> {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const extension = WebExtensionPolicy.getByID(id)?.extension;
  await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension);
  const addon = await AddonManager.getAddonByID(id);
  const base = WebExtensionPolicy.getByID(id)?.getURL('') ?? id;
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const own = [...document.querySelectorAll<FirefoxElement>('browser')].filter((each) =>
    each.browsingContext?.currentWindowGlobal?.documentURI?.spec.startsWith(base),
  );
  await addon?.reload();
  for (let tries = 0; tries < 100; tries++) {
    // Its pages are closed before it starts again.
    const gone = own.every((each) => !each.isConnected);
    if (gone && WebExtensionPolicy.getByID(id)?.extension.backgroundState === 'running') return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('The extension does not start again.');
}
