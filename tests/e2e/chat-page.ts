/** A small page that looks like a chat of The Lounge, for what the real apps never do: odd looks, tricks, floods. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Tab } from '../../src/dev/browsers/browser.ts';

export interface PageOptions {
  readonly css?: string;
  /** Runs in the page, before the chat stands. */
  readonly script?: string;
  /** Content-Security-Policy of the page. */
  readonly csp?: string;
  /** Stands inside the chat, beside its parts. */
  readonly extra?: string;
  /** Another page altogether: its body. */
  readonly body?: string;
}

const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>chat</title>';
const page = (thread: string, { css = '', script = '', extra = '' }: PageOptions) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>chat</title>
<meta name="application-name" content="The Lounge"><meta name="viewport" content="width=device-width">
<style>
html, body { margin: 0; background: #fff; color: #222; font: 15px sans-serif; }
.messages { height: calc(100vh - 90px); overflow: auto; }
#form { position: fixed; bottom: 0; left: 0; right: 0; height: 70px; margin: 0; }
#input { width: 95%; height: 50px; }
${css}</style><script>${script}</script></head>
<body><div id="viewport"><div id="chat-container"><div id="chat">
<div id="chan-1" class="chat-view" data-type="query" aria-label="${thread}">${extra}<div class="messages"></div></div></div>
<form id="form"><span id="nick">alice</span><textarea id="input"></textarea></form></div></div></body></html>`;

/** In the page: rows as The Lounge writes them. */
export function addRows(texts: readonly string[], own: boolean): void {
  // Some pages of the tests cover properties of the document.
  const list = Document.prototype.querySelector.call(document, '.messages');
  const state = window as unknown as { rows?: number };
  const html = texts.map((text) => {
    state.rows = (state.rows ?? 0) + 1;
    const time = new Date().toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' }).replace(' at', ',');
    return `<div id="msg-${state.rows}" class="msg ${own ? 'self' : ''}" data-type="message" data-from="${own ? 'alice' : 'bob'}">
<span class="time" aria-label="${time}">1:00</span><span class="from">${own ? 'alice' : 'bob'}</span><span class="content">${text}</span></div>`;
  });
  list?.insertAdjacentHTML('beforeend', html.join(''));
}

/** Serves such pages on loopback, each with a thread of its own. */
export class ChatPages {
  readonly #server: Server;
  readonly #pages = new Map<string, PageOptions>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<ChatPages> {
    const server = createServer();
    const pages = new ChatPages(server);
    server.on('request', (request, response) => {
      const path = request.url ?? '/';
      const options = pages.#pages.get(path);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (options?.csp !== undefined) response.setHeader('content-security-policy', options.csp);
      const { body, script = '' } = options ?? {};
      if (body !== undefined) response.end(`${head}<body>${body}<script>${script}</script></body></html>`);
      else response.end(options === undefined ? '' : page(path.slice(1), options));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return pages;
  }

  /** Opens a fresh page in the tab. */
  async open(tab: Tab, options: PageOptions = {}): Promise<void> {
    const path = `/thread-${this.#pages.size + 1}`;
    this.#pages.set(path, options);
    await tab.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`);
  }

  peerSays(tab: Tab, ...texts: string[]): Promise<void> {
    return tab.evaluate(addRows, texts, false);
  }

  childSays(tab: Tab, ...texts: string[]): Promise<void> {
    return tab.evaluate(addRows, texts, true);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
