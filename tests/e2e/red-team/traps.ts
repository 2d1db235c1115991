/** Tries that lie in wait: what the page's world offers is changed before the extension comes, to catch it at work. */
import type { Tries } from './kit.ts';

export const TRAPS: Tries = {
  'a changed attachShadow, for the closed root': {
    lie: ({ trap }) => trap(Element.prototype, 'attachShadow'),
    slip: () => void document.createElement('div').attachShadow({ mode: 'closed' }),
  },
  'a changed MutationObserver': {
    lie: ({ trap }) => trap(window, 'MutationObserver'),
    slip: () => void new MutationObserver(() => {}),
  },
  'changed observers of sizes and views': {
    lie: ({ trap }) => trap(window, 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'),
    slip: () => void new ResizeObserver(() => {}),
  },
  'changed queries of the document': {
    lie: ({ trap }) =>
      trap(
        Document.prototype,
        'querySelector',
        'querySelectorAll',
        'getElementsByTagName',
        'createTreeWalker',
        'hidden',
      ),
    slip: () => void document.querySelectorAll('.msg'),
  },
  'changed queries and getters of elements': {
    lie: ({ trap }) =>
      trap(
        Element.prototype,
        ...['querySelector', 'querySelectorAll', 'matches', 'closest', 'getAttribute', 'getBoundingClientRect'],
        ...['shadowRoot', 'localName', 'children', 'innerHTML'],
      ),
    slip: () => void document.body.getAttribute('class'),
  },
  'changed getters of nodes': {
    lie: ({ trap }) =>
      trap(
        Node.prototype,
        ...['parentNode', 'firstChild', 'nextSibling', 'nodeType', 'textContent', 'isConnected', 'ownerDocument'],
        ...['contains', 'getRootNode', 'compareDocumentPosition'],
      ),
    slip: () => void document.body.textContent,
  },
  'a changed value of text boxes': {
    lie: ({ trap }) => trap(HTMLTextAreaElement.prototype, 'value'),
    slip: () => void document.querySelector('textarea')?.value,
  },
  'changed makers of nodes': {
    lie: ({ trap, all }) =>
      all(
        trap(Document.prototype, 'createElement', 'createTextNode'),
        trap(Node.prototype, 'appendChild', 'insertBefore', 'cloneNode'),
        trap(Element.prototype, 'append', 'prepend', 'remove', 'setAttribute'),
        trap(HTMLElement.prototype, 'showPopover', 'hidePopover', 'focus'),
      ),
    slip: () => document.createElement('div').append('x'),
  },
  'changed styles': {
    lie: ({ trap, all }) =>
      all(trap(CSSStyleSheet.prototype, 'replaceSync', 'insertRule'), trap(window, 'getComputedStyle', 'matchMedia')),
    slip: () => void getComputedStyle(document.body),
  },
  'a changed Array': {
    lie: ({ trap }) => trap(Array.prototype, 'push', 'map', 'filter', 'flatMap', 'splice', 'find', 'some', 'join'),
    slip: () => void [1].map((each) => each),
  },
  'changed Map, Set and WeakMap': {
    lie: ({ trap, all }) => all(...[Map, Set, WeakMap, WeakSet].map((kind) => trap(kind.prototype, 'has', 'delete'))),
    slip: () => void new Map().has('x'),
  },
  'changed strings and patterns': {
    lie: ({ trap, all }) =>
      all(trap(String.prototype, 'match', 'replace', 'trim', 'split'), trap(RegExp.prototype, 'exec', 'test')),
    slip: () => void 'x'.trim(),
  },
  'a changed JSON': {
    lie: ({ trap }) => trap(JSON, 'parse', 'stringify'),
    slip: () => void JSON.stringify({}),
  },
  'a changed Promise': {
    lie: ({ trap }) => trap(Promise.prototype, 'then', 'catch', 'finally'),
    slip: () => void Promise.resolve().then(() => {}),
  },
  'changed call, apply and bind': {
    lie: ({ trap }) => trap(Function.prototype, 'call', 'apply', 'bind'),
    slip: () => void Math.max.call(null, 1),
  },
  'a changed addEventListener': {
    lie: ({ trap }) => trap(EventTarget.prototype, 'addEventListener', 'removeEventListener', 'dispatchEvent'),
    slip: () => addEventListener('keydown', () => {}),
  },
  'changed timers': {
    lie: ({ trap }) =>
      trap(window, 'setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback', 'queueMicrotask'),
    slip: () => void setTimeout(() => {}, 0),
  },
  'changed clocks, randomness and cryptography': {
    lie: ({ trap, all }) =>
      all(
        trap(Date, 'now'),
        trap(Performance.prototype, 'now'),
        trap(Math, 'random'),
        trap(Crypto.prototype, 'getRandomValues'),
        trap(SubtleCrypto.prototype, 'digest', 'importKey', 'encrypt'),
        trap(TextEncoder.prototype, 'encode'),
      ),
    slip: () => void performance.now(),
  },
  'changed ways to speak to other contexts': {
    lie: ({ trap, all }) =>
      all(
        trap(window, 'postMessage', 'MessageChannel', 'BroadcastChannel', 'Worker'),
        trap(MessagePort.prototype, 'postMessage'),
      ),
    slip: () => void new MessageChannel(),
  },
  'changed ways to the network': {
    lie: ({ trap, all }) =>
      all(
        trap(window, 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Image'),
        trap(Navigator.prototype, 'sendBeacon'),
      ),
    slip: () => void new Image(),
  },
  'a changed console': {
    lie: ({ trap }) => trap(console, 'log', 'info', 'warn', 'error', 'debug'),
    slip: () => console.debug('x'),
  },
  'errors, and what makes their stack traces': {
    lie: ({ quiet }) => {
      const heard: string[] = [];
      for (const kind of ['error', 'unhandledrejection', 'rejectionhandled', 'messageerror'])
        addEventListener(
          kind,
          quiet((event: Event) => event.target === window && heard.push(event.type)),
          true,
        );
      const stack = quiet((error: Error, sites: readonly unknown[]) => {
        const lines = sites.join('\n');
        if (/extension:/.test(lines)) heard.push(lines);
        return `${error}\n${lines}`;
      });
      Reflect.set(Error, 'prepareStackTrace', stack);
      return () => heard.splice(0);
    },
    slip: () => reportError(new Error('x')),
  },
  'names that wait on Object.prototype': {
    lie: ({ trap }) => {
      const names = [
        'kind',
        'body',
        'batch',
        'messages',
        'author',
        'direction',
        'warning',
        'alert',
        'start',
        'arrived',
      ];
      for (const name of names)
        Object.defineProperty(Object.prototype, name, {
          configurable: true,
          get: () => undefined,
          set(value) {
            Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
          },
        });
      return trap(Object.prototype, ...names);
    },
    slip: () => void Reflect.get({}, 'kind'),
  },
  'messages and broadcasts': {
    lie: ({ wait, quiet }) => {
      const heard: string[] = [];
      addEventListener(
        'message',
        quiet(() => heard.push('message')),
      );
      new BroadcastChannel('nightlight').onmessage = quiet(() => heard.push('broadcast'));
      return async () => {
        await wait(50);
        return heard.splice(0);
      };
    },
    slip: () => postMessage('x', '*'),
  },
};
