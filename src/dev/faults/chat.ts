/**
 * Chats on this very machine that remember what was said: a page that is loaded again shows it again. They look as The
 * Lounge does, whose messages have ids.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tab } from '../browsers/browser.ts';

interface Said {
  readonly own: boolean;
  readonly text: string;
  /** ms since the epoch. */
  readonly time: number;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function rowOf({ own, text, time }: Said, number: number): string {
  const stamp = new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' }).replace(' at', ',');
  const who = own ? 'alice' : 'bob';
  return `<div id="msg-${number}" class="msg ${own ? 'self' : ''}" data-type="message" data-from="${who}">
<span class="time" aria-label="${stamp}">1:00</span><span class="from">${who}</span><span class="content">${escaped(text)}</span></div>`;
}

const viewOf = (thread: string, rows: string) =>
  `<div class="chat-view" data-type="query" aria-label="${thread}"><div class="messages">${rows}</div></div>`;

const pageOf = (thread: string, rows: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>chat</title><meta name="application-name" content="The Lounge">
<style>body { margin: 0; font: 15px sans-serif; } .messages { height: calc(100vh - 90px); overflow: auto; }</style></head>
<body><div id="viewport"><div id="chat-container"><div id="chat">${viewOf(thread, rows)}</div>
<form id="form"><span id="nick">alice</span><textarea id="input"></textarea></form></div></div></body></html>`;

/** In the page. */
function append(html: string, most: number): void {
  const list = document.querySelector('.messages');
  list?.insertAdjacentHTML('beforeend', html);
  while (list !== null && list.childElementCount > most) list.firstElementChild?.remove();
}

/** In the page: another thread takes the place of the one that was open, as in an app that loads no page for it. */
function turn(html: string): void {
  const chat = document.querySelector('#chat');
  if (chat !== null) chat.innerHTML = html;
}

/** Numbers of the messages of one thread: the ids of a page's messages are all different. */
const NUMBERS = 1_000_000;

export class Chats {
  readonly #server: Server;
  readonly #threads = new Map<string, Said[]>();
  /** The thread that is open in a tab. */
  readonly #open = new Map<Tab, string>();
  readonly #shown: number;
  readonly #host: string;

  private constructor(server: Server, shown: number, host: string) {
    this.#server = server;
    this.#shown = shown;
    this.#host = host;
  }

  /** `shown`: rows that stand on a page at most; like real chats it forgets the oldest. `host`: a name of this machine. */
  static async start(shown: number, host = '127.0.0.1'): Promise<Chats> {
    const server = createServer();
    const chats = new Chats(server, shown, host);
    server.on('request', (request, response) => {
      const thread = (request.url ?? '/').slice(1);
      const said = chats.#threads.get(thread);
      response.writeHead(said === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(said === undefined ? '' : pageOf(thread, chats.#last(thread)));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return chats;
  }

  #rows(thread: string, from: number): string {
    const said = this.#threads.get(thread) ?? [];
    const first = [...this.#threads.keys()].indexOf(thread) * NUMBERS + from + 1;
    return said
      .slice(from)
      .map((each, index) => rowOf(each, first + index))
      .join('');
  }

  /** The rows that a page begins with. */
  #last(thread: string): string {
    return this.#rows(thread, Math.max(0, (this.#threads.get(thread)?.length ?? 0) - this.#shown));
  }

  /** Loads the page of a thread, with what was said in it. */
  async open(tab: Tab, thread: string): Promise<void> {
    this.begin(thread);
    this.#open.set(tab, thread);
    await tab.goto(`http://${this.#host}:${(this.#server.address() as AddressInfo).port}/${thread}`);
  }

  /** A thread in which nothing was said yet. */
  begin(thread: string): void {
    if (!this.#threads.has(thread)) this.#threads.set(thread, []);
  }

  /** Whether a tab shows a thread. */
  shows(tab: Tab, thread: string): boolean {
    return this.#open.get(tab) === thread;
  }

  /** Turns a tab to another thread without loading its page anew. */
  async turnTo(tab: Tab, thread: string): Promise<void> {
    this.#open.set(tab, thread);
    await tab.evaluate(turn, viewOf(thread, this.#last(thread)));
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
    await tab.evaluate(append, this.#rows(thread, before), this.#shown);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
