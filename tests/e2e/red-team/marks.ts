/** Tries that look for traces: what is there on the page, in its stores and in what the browser tells of it, that was not before. */
import type { Tries } from './kit.ts';

export const MARKS: Tries = {
  'new names on the window': {
    lie: () => {
      const before = new Set(Reflect.ownKeys(window));
      return () =>
        Reflect.ownKeys(window)
          .filter((key) => !before.has(key))
          .map(String);
    },
    slip: () => void Reflect.set(window, 'slip', 1),
  },
  'the symbols under which its scripts meet': {
    lie: () => () =>
      ['nightlight', 'nightlight.running'].filter((name) =>
        [window, document, document.documentElement].some((place) => Symbol.for(name) in place),
      ),
    slip: () => void Reflect.set(window, Symbol.for('nightlight'), {}),
  },
  'nodes and attributes that come to the page': {
    lie: ({ host, quiet }) => {
      const seen = new Set<string>();
      const say = (node: Node) => node.nodeName.toLowerCase() + (node === host() ? ' beside the body' : '');
      const read = quiet((records: readonly MutationRecord[]) => {
        for (const { type, target, addedNodes, removedNodes, attributeName } of records) {
          if (type !== 'childList') seen.add(`${attributeName ?? 'text'} of ${say(target)}`);
          // Where the page writes itself.
          else if (!(target instanceof Element && target.matches('.messages, title'))) {
            for (const node of addedNodes) seen.add(say(node));
            for (const node of removedNodes) seen.add(`${say(node)} no more`);
          }
        }
      });
      const observer = new MutationObserver(read);
      const begin = quiet(() =>
        observer.observe(document, { childList: true, attributes: true, characterData: true, subtree: true }),
      );
      addEventListener('DOMContentLoaded', begin);
      return () => {
        read(observer.takeRecords());
        observer.disconnect();
        return [...seen];
      };
    },
    known: {
      why: 'an element has to come for a warning to be seen',
      chromium: ['div beside the body'],
      firefox: ['div beside the body'],
    },
  },
  'style sheets, scripts and frames': {
    lie: () => {
      const count = () => [
        `${document.styleSheets.length} sheets`,
        `${document.adoptedStyleSheets.length} adopted`,
        `${document.scripts.length} scripts`,
        `${frames.length} frames`,
      ];
      let before = count();
      addEventListener('DOMContentLoaded', () => {
        before = count();
      });
      return () => count().filter((line, index) => line !== before[index]);
    },
    slip: () => void document.adoptedStyleSheets.push(new CSSStyleSheet()),
  },
  'cookies and storages': {
    lie: () => () => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(Boolean),
    slip: () => sessionStorage.setItem('slip', '1'),
  },
  'databases, caches, locks and workers': {
    lie: () => async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return [
        ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
        ...(await caches.keys()).map((name) => `cache ${name}`),
        ...[...held, ...pending].map(({ name }) => `lock ${name}`),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `worker ${scope}`),
      ];
    },
    slip: async () => void (await caches.open('slip')),
  },
  'what the browser noted of requests, marks and measures': {
    lie: () => () =>
      performance
        .getEntries()
        .map(({ entryType, name }) => `${entryType} ${name.replace(location.origin, '')}`)
        .filter((line) => /^(?:mark|measure) |^resource (?!\/)|extension:/.test(line)),
    slip: () => void performance.mark('slip'),
  },
  'scripts that worked in a long frame': {
    lie: ({ say, wait, quiet }) => {
      const found = new Set<string>();
      if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame'))
        new PerformanceObserver(
          quiet((list) => {
            for (const frame of list.getEntries())
              for (const script of Reflect.get(frame, 'scripts') as { sourceURL: string; invoker: string }[])
                for (const name of [script.sourceURL, script.invoker]) if (/extension:/.test(name)) found.add(name);
          }),
        ).observe({ type: 'long-animation-frame', buffered: true });
      return async () => {
        say(...Array.from({ length: 2000 }, (_, index) => `nothing much, number ${index}`));
        await wait(1500);
        return [...found];
      };
    },
  },
  'elements that moved, were painted or took long': {
    lie: ({ inside, quiet }) => {
      const found = new Set<string>();
      const read = quiet((list: PerformanceObserverEntryList) => {
        for (const entry of list.getEntries()) {
          const sources = (Reflect.get(entry, 'sources') ?? []) as readonly { node: unknown }[];
          const nodes = [
            Reflect.get(entry, 'element'),
            Reflect.get(entry, 'target'),
            ...sources.map(({ node }) => node),
          ];
          if (nodes.some(inside)) found.add(entry.entryType);
        }
      });
      for (const type of ['layout-shift', 'largest-contentful-paint', 'event', 'first-input'])
        if (PerformanceObserver.supportedEntryTypes.includes(type))
          new PerformanceObserver(read).observe({ type, buffered: true });
      return () => [...found];
    },
    when: 'pressed',
  },
  'animations that run': {
    lie: ({ host, inside, quiet }) => {
      const found = new Set<string>();
      const look = quiet(() => {
        for (const { effect } of [...document.getAnimations(), ...(host()?.getAnimations({ subtree: true }) ?? [])])
          if (effect instanceof KeyframeEffect && inside(effect.target)) found.add(effect.target?.localName ?? '');
        if (found.size < 9) requestAnimationFrame(look);
      });
      requestAnimationFrame(look);
      return () => [...found];
    },
  },
  'events of animations and transitions': {
    lie: ({ host, quiet }) => {
      const heard = new Set<string>();
      for (const kind of ['animationstart', 'animationend', 'transitionrun', 'transitionend', 'scroll', 'select'])
        addEventListener(
          kind,
          quiet(({ target, type }) => target === host() && target !== null && heard.add(type)),
          true,
        );
      return () => [...heard];
    },
  },
};
