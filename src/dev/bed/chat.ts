/** Chats on this very machine that remember what was said: a page that is loaded again shows it again. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tab } from '../browsers/browser.ts';
import { type Look, lounge, type Said } from './look.ts';
import { type Seen, startWeb, type Web } from './web.ts';

/** In the page. */
function append(html: string, list: string, most: number): void {
  const place = document.querySelector(list);
  place?.insertAdjacentHTML('beforeend', html);
  while (place !== null && place.childElementCount > most) place.firstElementChild?.remove();
}

/** In the page: another thread takes the place of the one that was open, as in an app that loads no page for it. */
function turn(address: string, html: string, frame: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const place = document.querySelector(frame);
  if (place === null) throw new Error(`no ${frame} on the page`);
  history.pushState(null, '', address);
  document.title = page.title;
  place.innerHTML = page.querySelector(frame)?.innerHTML ?? '';
}

/** Numbers of the messages of one thread: the ids of a page's messages are all different. */
const NUMBERS = 1_000_000;

export interface ChatsOptions {
  /** Rows that stand on a page at most; like real chats it forgets the oldest. */
  readonly shown: number;
  /** Name of this machine at which those stand that are of no known site; its number without. */
  readonly host?: string | undefined;
  /** How each thread looks; all like The Lounge without. */
  readonly lookOf?: ((thread: string) => Look) | undefined;
  /** Hosts of known sites whose pages are shown here. */
  readonly hosts?: readonly string[] | undefined;
}

export class Chats {
  readonly #server: Server;
  readonly #web: Web | null;
  readonly #threads = new Map<string, Said[]>();
  /** The thread that is open in a tab. */
  readonly #open = new Map<Tab, string>();
  /** The thread that is shown at an address. */
  readonly #at = new Map<string, string>();
  readonly #shown: number;
  readonly #host: string;
  readonly #lookOf: (thread: string) => Look;

  private constructor(
    server: Server,
    web: Web | null,
    { shown, host = '127.0.0.1', lookOf = () => lounge }: ChatsOptions,
  ) {
    this.#server = server;
    this.#web = web;
    this.#shown = shown;
    this.#host = host;
    this.#lookOf = lookOf;
  }

  static async start(options: ChatsOptions): Promise<Chats> {
    const server = createServer();
    let answer = (_url: string): string | null => null;
    const { hosts = [] } = options;
    const web = hosts.length === 0 ? null : await startWeb(hosts, (url) => answer(url));
    const chats = new Chats(server, web, options);
    answer = (url) => chats.#pageAt(url);
    server.on('request', ({ url }, response) => {
      const page = chats.#pageAt(url ?? '/');
      response.writeHead(page === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page ?? '');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return chats;
  }

  /** Port of the proxy through which the browser gets the pages of known sites; null when there are none. */
  get proxy(): number | null {
    return this.#web?.port ?? null;
  }

  /** What came by at the proxy, by its address; nothing when there is none. */
  get seen(): ReadonlyMap<string, Seen> {
    return this.#web?.seen ?? new Map();
  }

  #pageAt(url: string): string | null {
    const thread = this.#at.get(url);
    return thread === undefined ? null : this.#page(thread);
  }

  #page(thread: string): string {
    const from = Math.max(0, (this.#threads.get(thread)?.length ?? 0) - this.#shown);
    return this.#lookOf(thread).page(thread, this.#rows(thread, from));
  }

  #rows(thread: string, from: number): string {
    const look = this.#lookOf(thread);
    const said = this.#threads.get(thread) ?? [];
    const first = [...this.#threads.keys()].indexOf(thread) * NUMBERS + from + 1;
    return said
      .slice(from)
      .map((each, index) => look.row(thread, each, first + index))
      .join('');
  }

  /** Address of a thread as the browser takes it; its page shows this thread from now on. */
  #address(thread: string): string {
    const address = this.#lookOf(thread).address(thread);
    this.#at.set(address.replace(/#.*/, ''), thread);
    return address.startsWith('/')
      ? `http://${this.#host}:${(this.#server.address() as AddressInfo).port}${address}`
      : address;
  }

  /** Loads the page of a thread, with what was said in it. */
  async open(tab: Tab, thread: string): Promise<void> {
    this.begin(thread);
    this.#open.set(tab, thread);
    await tab.goto(this.#address(thread));
  }

  /** A thread in which nothing was said yet. */
  begin(thread: string): void {
    if (!this.#threads.has(thread)) this.#threads.set(thread, []);
  }

  /** Whether a tab shows a thread. */
  shows(tab: Tab, thread: string): boolean {
    return this.#open.get(tab) === thread;
  }

  /** Turns a tab to another thread: without loading its page anew where it looks the same. */
  async turnTo(tab: Tab, thread: string): Promise<void> {
    const look = this.#lookOf(thread);
    if (look !== this.#lookOf(this.#open.get(tab) ?? thread)) return this.open(tab, thread);
    this.#open.set(tab, thread);
    await tab.evaluate(turn, this.#address(thread), this.#page(thread), look.frame);
  }

  /** Says something in the thread that is open in a tab. */
  async say(
    tab: Tab,
    thread: string,
    lines: readonly { readonly own: boolean; readonly text: string }[],
  ): Promise<void> {
    const said = this.#threads.get(thread) ?? [];
    const before = said.length;
    const time = Date.now();
    said.push(...lines.map((line) => ({ ...line, time })));
    await tab.evaluate(append, this.#rows(thread, before), this.#lookOf(thread).list, this.#shown);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await this.#web?.close();
  }
}
