/** What the driver runs inside Firefox, with all rights of the browser. Each function travels as source text. */
import type { Told } from './browser.ts';

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

/** With all rights, in the page's own process: is its tab the one in front of a window that is not private? */
export function standsInFront(): boolean {
  const { browsingContext } = window as unknown as FirefoxPage;
  return document.visibilityState === 'visible' && !browsingContext.usePrivateBrowsing;
}

/**
 * With all rights, in the page's own process: what an input method does with `text` in what has the focus. It shows what is
 * composed so far; at the `end` the page hears Enter, still composing, and the text stands.
 */
export function composition(text: string, end: boolean): void {
  const { classes, interfaces, utils } = Components;
  // Kept where no later script of the driver clears it away: without it the composition would end.
  const kept = utils.getGlobalForObject(Services) as { nightlightInput?: FirefoxInput };
  kept.nightlightInput ??= classes['@mozilla.org/text-input-processor;1'].createInstance(
    interfaces.nsITextInputProcessor,
  ) as FirefoxInput;
  const input = kept.nightlightInput;
  if (!input.beginInputTransactionForTests(window)) throw new Error('Firefox lets nobody compose.');
  if (!end) {
    input.setPendingCompositionString(text);
    if (text !== '') input.appendClauseToPendingComposition(text.length, input.ATTR_RAW_CLAUSE);
    input.setCaretInPendingComposition(text.length);
    input.flushPendingComposition();
    return;
  }
  const enter = new KeyboardEvent('', { key: 'Enter', code: 'Enter', keyCode: 13 });
  // Some systems give the key its name, others call it "Process": the name is harder to bear.
  input.commitCompositionWith(text, enter, input.KEY_DONT_MARK_KEYDOWN_AS_PROCESSED);
  input.keyup(enter);
}

/** With all rights, in the page's own process: the page warning in the browser's own tree for assistive programs, or null. */
export async function toldByGecko(): Promise<Told | null> {
  const { classes, interfaces } = Components;
  const service = classes['@mozilla.org/accessibilityService;1'].getService(
    interfaces.nsIAccessibilityService,
  ) as FirefoxAccessibility;
  const hosts = [...document.querySelectorAll<FirefoxHost>('html > *, body > *, dialog > *')];
  const roots = hosts.flatMap((host) => (host.shadowRoot ? [] : (host.openOrClosedShadowRoot ?? [])));
  const part = roots.map((root) => root.querySelector('[role]')).find((found) => found !== null);
  if (!part) return null;
  const told = (at: FirefoxAccessible): Told[] => {
    const children: Told[] = [];
    for (let child = at.firstChild; child !== null; child = child.nextSibling) children.push(...told(child));
    const kind = service.getStringRole(at.role);
    if (kind === 'list item marker' || kind === 'listitem marker') return [];
    const isText = kind === 'text leaf' || kind === 'static';
    const role = isText ? 'text' : at.computedARIARole;
    if (role === 'generic' || role === '') return children;
    const [state, more] = [{ value: 0 }, { value: 0 }];
    at.getState(state, more);
    const holds = (bit: number, word: string) => ((state.value & bit) !== 0 ? [word] : []);
    let live = '';
    try {
      live = at.attributes.getStringProperty('live');
    } catch {
      // It has no such attribute.
    }
    const { STATE_FOCUSED, STATE_EXPANDED, STATE_COLLAPSED } = interfaces.nsIAccessibleStates;
    const states = [
      ...holds(STATE_FOCUSED, 'focused'),
      ...holds(STATE_EXPANDED, 'expanded'),
      ...holds(STATE_COLLAPSED, 'collapsed'),
    ];
    const { name, description } = at;
    return [{ role, name: name ?? '', description: description ?? '', live, states, children: isText ? [] : children }];
  };
  // The tree is made when somebody first asks for it.
  for (let tries = 0; tries < 100; tries++) {
    const accessible = service.getAccessibleFor(part);
    if (accessible !== null) return told(accessible)[0] ?? null;
    await new Promise((next) => setTimeout(next, 50));
  }
  return null;
}
