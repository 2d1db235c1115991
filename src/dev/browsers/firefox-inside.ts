/** What the driver runs inside Firefox, with all rights of the browser. Each function travels as source text. */

/** In the browser itself: notes every request, with the page or extension that asked for it. */
export function noteRequests(): void {
  const noted: { url: string; from: string }[] = [];
  Services.wm.getMostRecentWindow('navigator:browser').nightlightRequests = noted;
  const observe = (subject: FirefoxChannel) => {
    const { URI, loadInfo } = subject.QueryInterface(Ci.nsIHttpChannel);
    const origin = loadInfo?.triggeringPrincipal?.originNoSuffix ?? '';
    noted.push({ url: URI.spec, from: origin.includes('://') ? origin : '' });
  };
  Services.obs.addObserver({ observe }, 'http-on-modify-request');
}

/** In the browser itself: opens the toolbar popup, waits until it shows something, and gives a PNG in base64. */
export async function photographPopup(id: string): Promise<string> {
  const { document, CustomizableUI } = Services.wm.getMostRecentWindow('navigator:browser');
  const widget = `${id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}-browser-action`;
  CustomizableUI.addWidgetToArea(widget, 'nav-bar');
  document.querySelector<HTMLElement>(`[id="${widget}"] .unified-extensions-item-action-button`)?.click();
  let height = 0;
  for (let tries = 0; tries < 100; tries++) {
    await new Promise((next) => setTimeout(next, 100));
    const browser = document.querySelector<FirefoxElement>('.webextension-popup-browser');
    const global = browser?.browsingContext?.currentWindowGlobal;
    const now = browser?.getBoundingClientRect().height ?? 0;
    // The popup grows as its content comes: the same height twice in a row is taken for its last.
    if (!browser || !global || now < 50 || now !== height) {
      height = now;
      continue;
    }
    const bitmap = await global.drawSnapshot(null, 1, 'white');
    const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    browser.closest<FirefoxElement>('panel')?.hidePopup();
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  }
  throw new Error('The popup did not open.');
}

/** In the browser itself: is a page open, in a tab or as a popup? */
export function showsPage(url: string): boolean {
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const all = [...document.querySelectorAll<FirefoxElement>('browser')];
  return all.some((browser) => browser.browsingContext?.currentWindowGlobal?.documentURI?.spec === url);
}
