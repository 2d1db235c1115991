/** What the red team's script works with, in a page, as a script of the page's own. Everything here travels as source text. */

export type Found = readonly string[];
/** Says what a try got. */
export type Look = () => Found | Promise<Found>;

/** What the page is told: a page that attacks would have found it out before. */
export interface Given {
  /** `chrome-extension://…/` or `moz-extension://…/`. */
  readonly base: string;
  /** Files of the extension. */
  readonly files: readonly string[];
  /** Stands in the warning and nowhere else. */
  readonly words: string;
  /** What is said in the chat, one after the other; the last one warns. */
  readonly lines: readonly string[];
}

export interface Kit extends Given {
  /** Such an address where no extension is. */
  readonly nowhere: string;
  wait(ms: number): Promise<void>;
  /** The element that came beside the page's body, or null. */
  host(): HTMLElement | null;
  /** The same. Throws when there is none. */
  warning(): HTMLElement;
  /** Does it stand in a root that is closed to the page? */
  inside(node: unknown): boolean;
  /** Functions, classes and getters that tell who calls them, the page's own calls left out. */
  trap(owner: object, ...names: readonly string[]): Look;
  /** For what runs while the traps are open: the page's own work is not caught. */
  quiet<A extends readonly unknown[], R>(work: (...args: A) => R): (...args: A) => R;
  /** One look for several traps. */
  all(...looks: readonly Look[]): Look;
  /** How many of 400 points of the window belong to the warning. */
  visible(): number;
  say(...texts: readonly string[]): void;
}

/** `standing`: as soon as the warning stands. `pressed`: when a person pressed a button of it. `last`: it spoils the page. */
export type When = 'standing' | 'pressed' | 'last';

export interface Try {
  /** Runs before the extension comes; gives what looks at what was caught. */
  readonly lie: (kit: Kit) => Look;
  /** Does what the extension must not do, where the page may do the same: the look has to find that. */
  readonly slip?: (kit: Kit) => void | Promise<void>;
  readonly when?: When;
  /** What is known to be got, and why. */
  readonly known?: { readonly why: string; readonly chromium?: Found; readonly firefox?: Found };
}

export type Tries = Readonly<Record<string, Try>>;

/** What a test asks the page for, as `window.redTeam`. */
export interface RedTeam {
  /** What the tries got that looked when the warning stood. */
  readonly found: Readonly<Record<string, Found>>;
  look(name: string): Promise<Found>;
  /** Tries whose look finds nothing even now. */
  slip(): Promise<readonly string[]>;
}

/** In the page, before anything else. `document.title` says "done" when the warning stands and has been looked at. */
export function redTeam(given: Given, tries: Tries, addRows: (texts: readonly string[], own: boolean) => void): void {
  const { setTimeout, MutationObserver } = window;
  const { apply, construct } = Reflect;
  let armed = false;
  const quietly = <T>(work: () => T): T => {
    const before = armed;
    armed = false;
    try {
      return work();
    } finally {
      armed = before;
    }
  };
  const host = () =>
    [...document.documentElement.children].find(
      (child): child is HTMLElement => child !== document.body && child.localName !== 'head',
    ) ?? null;
  const kit: Kit = {
    ...given,
    nowhere: given.base.replace(/\w{4}(?=\/$)/, (end) => [...end].reverse().join('')),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    host,
    warning() {
      const at = host();
      if (at === null) throw new Error('no warning');
      return at;
    },
    inside(node) {
      const root = node instanceof Node ? node.getRootNode() : null;
      return root instanceof ShadowRoot && root.mode === 'closed';
    },
    trap(owner, ...names) {
      const caught = new Set<string>();
      const note = (name: string) => {
        if (armed) quietly(() => caught.add(name));
      };
      for (const name of names) {
        const found = Object.getOwnPropertyDescriptor(owner, name);
        if (found === undefined) throw new Error(`${name} is not here`);
        const spy = (native: object) =>
          new Proxy(native, {
            apply(target, self, args) {
              note(name);
              return apply(target as () => unknown, self, args);
            },
            construct(target, args, from) {
              note(name);
              return construct(target as FunctionConstructor, args, from) as object;
            },
          });
        for (const part of ['get', 'set', 'value'] as const)
          if (typeof found[part] === 'function') found[part] = spy(found[part]);
        Object.defineProperty(owner, name, found);
      }
      return () => [...caught];
    },
    quiet:
      (work) =>
      (...args) =>
        quietly(() => work(...args)),
    all:
      (...looks) =>
      async () =>
        (await Promise.all(looks.map((look) => look()))).flat(),
    visible() {
      const element = host();
      let hits = 0;
      for (let x = 0.5; x < 20; x++)
        for (let y = 0.5; y < 20; y++)
          if (element !== null && document.elementFromPoint((x * innerWidth) / 20, (y * innerHeight) / 20) === element)
            hits++;
      return hits;
    },
    say: (...texts) => quietly(() => addRows(texts, false)),
  };
  Reflect.set(window, 'rows', 0);
  // Its text would be found in the page.
  document.currentScript?.remove();

  const looks = new Map<string, Look>();
  const look = async (name: string): Promise<Found> => {
    try {
      return [...((await looks.get(name)?.()) ?? ['no look'])].sort();
    } catch (error) {
      return [`failed: ${error}`];
    }
  };
  const team: RedTeam = {
    found: {},
    look,
    async slip() {
      const blind: string[] = [];
      for (const [name, { slip }] of Object.entries(tries)) {
        if (slip === undefined) continue;
        armed = true;
        const slipped = slip(kit);
        armed = false;
        await slipped;
        await kit.wait(50);
        if ((await look(name)).length === 0) blind.push(name);
      }
      return blind;
    },
  };
  Reflect.set(window, 'redTeam', team);
  for (const [name, { lie }] of Object.entries(tries)) looks.set(name, lie(kit));

  const lookAll = async () => {
    armed = false;
    for (const [name, { when = 'standing' }] of Object.entries(tries))
      if (when === 'standing') Reflect.set(team.found, name, await look(name));
    document.title = 'done';
  };
  addEventListener('load', () => {
    setTimeout(() => kit.say(...given.lines.slice(0, -1)), 500);
    setTimeout(() => kit.say(...given.lines.slice(-1)), 1000);
    const stands = new MutationObserver(
      kit.quiet(() => {
        if (host() === null) return;
        stands.disconnect();
        // The warning comes to rest, and is spoken of to the background.
        setTimeout(lookAll, 500);
      }),
    );
    quietly(() => stands.observe(document, { childList: true, subtree: true }));
  });
  armed = true;
}
