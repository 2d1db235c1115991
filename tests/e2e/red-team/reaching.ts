/** Tries to load files of the extension, to tell whether it is there, and to speak to it. */
import type { Tries } from './kit.ts';

export const REACHING: Tries = {
  'fetch and XMLHttpRequest': {
    lie: ({ base, files }) => {
      const get = (url: string) =>
        new Promise<boolean>((done) => {
          const request = new XMLHttpRequest();
          request.onload = () => done(true);
          request.onerror = () => done(false);
          request.open('GET', url);
          request.send();
        });
      return async () => {
        const got: string[] = [];
        for (const file of files) {
          if (await get(base + file)) got.push(`${file} by XMLHttpRequest`);
          for (const mode of ['cors', 'no-cors'] as const)
            if (
              await fetch(base + file, { mode }).then(
                () => true,
                () => false,
              )
            )
              got.push(`${file} by fetch, ${mode}`);
        }
        if (!(await get(location.href))) throw new Error('finds nothing at all');
        return got;
      };
    },
  },
  'elements that load': {
    lie: ({ base, files }) => {
      const load = (tag: string, url: string, more: object = {}) =>
        new Promise<boolean>((done) => {
          const element = Object.assign(document.createElement(tag), more);
          const end = (loaded: boolean) => {
            element.remove();
            done(loaded);
          };
          element.onload = () => end(true);
          element.onerror = () => end(false);
          element.setAttribute(tag === 'link' ? 'href' : 'src', url);
          document.head.append(element);
        });
      const kinds: readonly [string, string, object?][] = [
        ['script', 'data:text/javascript,'],
        ['script', 'data:text/javascript,', { type: 'module' }],
        ['img', 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='],
        ['link', 'data:text/css,', { rel: 'stylesheet' }],
      ];
      return async () => {
        const got: string[] = [];
        for (const [tag, good, more] of kinds) {
          if (!(await load(tag, good, more))) throw new Error(`${tag} finds nothing at all`);
          for (const file of files) if (await load(tag, base + file, more)) got.push(`${file} by ${tag}`);
        }
        return got;
      };
    },
  },
  'import() and workers': {
    lie:
      ({ base, files }) =>
      async () => {
        const got: string[] = [];
        const works = (url: string) =>
          new Promise<boolean>((done) => {
            try {
              const worker = new Worker(url);
              worker.onmessage = () => done(true);
              worker.onerror = () => done(false);
            } catch {
              done(false);
            }
          });
        // A literal one the tests' own builder would take for its business.
        const bring = Reflect.construct(Function, ['url', 'return import(url)']) as (url: string) => Promise<unknown>;
        const imported = (url: string) =>
          bring(url).then(
            () => true,
            () => false,
          );
        for (const file of files) {
          if (await imported(base + file)) got.push(`${file} by import()`);
          if (await works(base + file)) got.push(`${file} by Worker`);
        }
        if (!(await imported('data:text/javascript,')) || !(await works('data:text/javascript,postMessage(1)')))
          throw new Error('finds nothing at all');
        return got;
      },
  },
  'frames and objects, which load otherwise than where nothing is': {
    lie: ({ base, nowhere, files, wait }) => {
      const outcome = async (tag: string, url: string) => {
        const element = document.createElement(tag);
        const heard: string[] = [];
        for (const kind of ['load', 'error']) element.addEventListener(kind, () => heard.push(kind));
        element.setAttribute(tag === 'object' ? 'data' : 'src', url);
        document.body.append(element);
        for (let waited = 0; waited < 500 && heard.length === 0; waited += 20) await wait(20);
        const { contentDocument, contentWindow } = element as HTMLIFrameElement;
        heard.push(`${contentDocument?.URL}`, `${contentWindow?.length}`);
        element.remove();
        return heard.join(' ');
      };
      return async () => {
        const got: string[] = [];
        for (const tag of ['iframe', 'object', 'embed'])
          for (const file of files.filter((name) => /html|json/.test(name))) {
            const real = await outcome(tag, base + file);
            if (real !== (await outcome(tag, nowhere + file))) got.push(`${file} by ${tag}: ${real}`);
          }
        return got;
      };
    },
  },
  'the time that a refusal takes': {
    lie: ({ base, nowhere, files }) => {
      const time = async (url: string) => {
        const start = performance.now();
        await fetch(url).catch(() => {});
        return performance.now() - start;
      };
      return async () => {
        const [file = ''] = files;
        const real: number[] = [];
        const none: number[] = [];
        for (let round = 0; round < 20; round++) {
          real.push(await time(base + file));
          none.push(await time(nowhere + file));
        }
        // By chance all of one kind are slower once in 10^11.
        const apart = Math.min(...real) > Math.max(...none) || Math.min(...none) > Math.max(...real);
        return apart ? ['it is told from where nothing is'] : [];
      };
    },
  },
  'messages to the extension by its id': {
    lie:
      ({ base, wait }) =>
      async () => {
        const got: string[] = [];
        const { host: id } = new URL(base);
        for (const name of ['chrome', 'browser']) {
          const api = Reflect.get(window, name) as { runtime?: typeof chrome.runtime } | undefined;
          if (api?.runtime === undefined) continue;
          got.push(`${name}.runtime`);
          api.runtime.sendMessage?.(id, { kind: 'hello', body: { site: 'the-lounge' } }, () => got.push('an answer'));
          api.runtime.connect?.(id);
        }
        await wait(100);
        return got;
      },
    slip: () => void Reflect.set(window, 'browser', { runtime: {} }),
  },
  'forms that the browser would send there': {
    lie:
      ({ base, wait, files }) =>
      async () => {
        const frame = Object.assign(document.createElement('iframe'), { name: 'there' });
        const form = Object.assign(document.createElement('form'), {
          action: base + files[0],
          target: 'there',
          method: 'get',
        });
        document.body.append(frame, form);
        try {
          form.submit();
        } catch {
          // Firefox refuses at once.
        }
        await wait(200);
        const at = frame.contentDocument?.URL ?? '';
        frame.remove();
        form.remove();
        return at.startsWith(base) ? [at] : [];
      },
  },
};
