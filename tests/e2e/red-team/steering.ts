/** Tries to answer, silence or change the warning, and to make the extension do something. */
import type { Tries } from './kit.ts';

export const STEERING: Tries = {
  'forged messages and events, as if they were its own': {
    lie:
      ({ host, lines, wait }) =>
      async () => {
        const before = host();
        const message = {
          key: 'x',
          revision: 'x',
          author: 'bob',
          direction: 'peer',
          text: lines.at(-1),
          time: null,
          history: false,
        };
        const batch = {
          site: 'the-lounge',
          thread: 'other',
          title: 'eve',
          group: false,
          stranger: true,
          messages: [message],
        };
        const forged = { kind: 'observe', body: { batch } };
        for (const kind of [
          'message',
          'nightlight',
          'observe',
          'voice',
          'storage',
          'pagehide',
          'pageshow',
          'visibilitychange',
          'beforeunload',
          'freeze',
          'unload',
        ])
          for (const target of [window, document]) {
            target.dispatchEvent(new MessageEvent(kind, { data: forged }));
            target.dispatchEvent(new CustomEvent(kind, { detail: forged }));
          }
        postMessage(forged, '*');
        new BroadcastChannel('nightlight').postMessage(forged);
        await wait(300);
        return host() === before ? [] : ['the warning is another'];
      },
  },
  'presses and keys that the page makes': {
    lie:
      ({ host, wait }) =>
      async () => {
        const at = host();
        if (at === null) throw new Error('no warning');
        const box = at.getBoundingClientRect();
        const where = { bubbles: true, composed: true, clientX: box.right - 30, clientY: box.top + 30, button: 0 };
        for (const target of [at, document.body, document, window]) {
          for (const kind of ['keydown', 'keypress', 'keyup'])
            target.dispatchEvent(new KeyboardEvent(kind, { key: 'Escape', code: 'Escape', ...where }));
          for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
            target.dispatchEvent(new PointerEvent(kind, where));
          target.dispatchEvent(new ToggleEvent('toggle', { newState: 'closed', oldState: 'open' }));
        }
        at.click();
        at.focus();
        const got = document.activeElement === at ? ['it has the focus'] : [];
        await wait(300);
        return host() === at && at.matches(':popover-open') ? got : [...got, 'it went'];
      },
  },
  'words and parts put into its element': {
    lie:
      ({ host }) =>
      () => {
        const at = host();
        if (at === null) throw new Error('no warning');
        const part = Object.assign(document.createElement('b'), { innerText: 'all is well', slot: 'title' });
        at.append('all is well', part);
        const got = part.getClientRects().length > 0 || part.assignedSlot !== null ? ['it shows them'] : [];
        at.replaceChildren();
        return got;
      },
  },
  'an element above all others': {
    lie:
      ({ visible }) =>
      () => {
        const before = visible();
        const cover = document.body.appendChild(document.createElement('div'));
        cover.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: #fff';
        const after = visible();
        cover.remove();
        return before > 0 && after === before ? [] : [`${before} points of it, then ${after}`];
      },
  },
  'styles for it and for what it stands in': {
    lie:
      ({ visible, warning, wait }) =>
      async () => {
        const before = visible();
        const got: string[] = [];
        const style = document.head.appendChild(document.createElement('style'));
        const rules = {
          'its own box':
            'html > div { all: unset !important; display: none !important; width: 0 !important; inset: -9999px !important }',
          'its own look':
            'html > div { opacity: 0 !important; clip-path: inset(100%) !important; scale: 0 !important; zoom: 0.01 !important }',
          'its own place':
            'html > div { translate: -200vw !important; rotate: 90deg !important; contain: strict !important; content-visibility: hidden !important; pointer-events: none !important; visibility: hidden !important }',
          'the root, clipped': 'html { overflow: clip; height: 0; clip-path: inset(100%); contain: strict }',
          'the root, hidden': 'html { visibility: hidden; pointer-events: none } body { visibility: visible }',
          'the root, moved':
            'html { transform: translateX(-200vw) scale(0); perspective: 1px; position: fixed; left: -9999px }',
          'the root, small': 'html { zoom: 0.02 } body { zoom: 50 }',
        };
        for (const [name, rule] of Object.entries(rules)) {
          style.textContent = rule;
          await wait(50);
          if (visible() < before || getComputedStyle(warning()).opacity !== '1') got.push(name);
        }
        style.remove();
        return before > 0 ? got : ['no warning'];
      },
    known: {
      why: 'zoom is handed down, through all roots',
      chromium: ['the root, small'],
      firefox: ['the root, small'],
    },
  },
  'one thing after another put above it': {
    lie:
      ({ visible, wait }) =>
      async () => {
        const before = visible();
        const covers: HTMLElement[] = [];
        for (let below = false; !below && covers.length < 40; ) {
          const cover = document.body.appendChild(document.createElement('div'));
          cover.popover = 'manual';
          cover.style.cssText = 'inset: 0; width: 100vw; height: 100vh; border: 0';
          cover.showPopover();
          covers.push(cover);
          for (let waited = 0; waited < 1000 && visible() < before; waited += 20) await wait(20);
          below = visible() < before;
        }
        for (const cover of covers) cover.remove();
        return covers.length < 40 ? [`it stays below number ${covers.length}`] : [];
      },
    when: 'last',
    known: {
      why: 'it rises thirty times; a contest without end would stop the page',
      chromium: ['it stays below number 31'],
      firefox: ['it stays below number 31'],
    },
  },
  'taking it away twice': {
    lie:
      ({ host, wait }) =>
      async () => {
        const got: string[] = [];
        for (const time of ['once', 'twice']) {
          host()?.remove();
          for (let waited = 0; waited < 1000 && host() === null; waited += 20) await wait(20);
          if (host() === null) got.push(`taken ${time} it stands no more`);
        }
        return got;
      },
    when: 'last',
    known: {
      why: 'it comes back once; then the popup tells',
      chromium: ['taken twice it stands no more'],
      firefox: ['taken twice it stands no more'],
    },
  },
};
