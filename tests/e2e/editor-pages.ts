/** A chat page with one rich editor as its composer; the editor is the real library. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { type Tab, until } from '../../src/dev/browsers/browser.ts';
import { ROOT, run, Stop } from '../../src/dev/shell.ts';

const FOLDER = join(ROOT, 'tests/e2e/editors');

/** The composers that are tried; each selector finds what can be typed into. */
export const EDITORS = {
  input: 'input.editor',
  textarea: 'textarea.editor',
  shadow: 'textarea.editor',
  lexical: '[contenteditable=true]',
  slate: '[contenteditable=true]',
  draft: '[contenteditable=true]',
  quill: '.ql-editor',
  prosemirror: '.ProseMirror',
  ckeditor: '.ck-editor__editable',
} as const;

export type EditorName = keyof typeof EDITORS;

/** Installs what is missing and bundles the editors into one script. */
async function bundle(): Promise<{ readonly script: string; readonly style: string }> {
  const done = await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'], {
    cwd: FOLDER,
  });
  if (done.code !== 0)
    throw new Stop(`${done.output.trim()}\nThe editors of tests/e2e/editors could not be installed.`);
  const output = await build({
    configFile: false,
    root: FOLDER,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { input: join(FOLDER, 'editors.js'), output: { codeSplitting: false } },
    },
  });
  const parts = [output].flat().flatMap((each) => ('output' in each ? each.output : []));
  const script = parts.find((part) => part.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('the editors were not bundled');
  return { script: script.code, style: '' };
}

const page = (thread: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>chat</title>
<meta name="application-name" content="The Lounge"><meta name="viewport" content="width=device-width">
<style>
body { margin: 0; font: 15px sans-serif; }
.messages { height: 320px; overflow: auto; }
#form { display: flex; gap: 8px; min-height: 60px; border-top: 1px solid #ccc; }
#composer { flex: 1; min-height: 40px; } .editor, [contenteditable] { min-height: 40px; width: 90%; white-space: pre-wrap; }
</style></head>
<body><div id="viewport"><div id="chat-container"><div id="chat">
<div id="chan-1" class="chat-view" data-type="query" aria-label="${thread}"><div class="messages"></div></div></div>
<div id="form"><span id="nick">alice</span><div id="composer"></div><button type="button" id="emoji">:)</button><button type="button" id="go" aria-label="Send message">go</button></div></div></div>
<script type="module" src="/editors.js"></script></body></html>`;

/** In the page: a message of the peer. */
function add(text: string): void {
  const list = document.querySelector('.messages');
  const state = window as unknown as { rows?: number };
  state.rows = (state.rows ?? 0) + 1;
  const time = new Date().toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' }).replace(' at', ',');
  list?.insertAdjacentHTML(
    'beforeend',
    `<div id="msg-${state.rows}" class="msg" data-type="message" data-from="bob"><span class="time" aria-label="${time}">1:00</span><span class="from">bob</span><span class="content">${text}</span></div>`,
  );
}

export class EditorPages {
  readonly #server: Server;
  #opened = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<EditorPages> {
    const { script } = await bundle();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const isScript = pathname === '/editors.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(isScript ? script : page(pathname.slice(1)));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new EditorPages(server);
  }

  /** Opens a fresh chat with this editor. */
  async open(tab: Tab, editor: EditorName): Promise<void> {
    this.#opened += 1;
    const { port } = this.#server.address() as AddressInfo;
    await tab.goto(`http://127.0.0.1:${port}/${editor}-${this.#opened}?editor=${editor}`);
    await until(() => tab.evaluate(() => 'ready' in window), { what: `${editor} stands` });
  }

  peerSays(tab: Tab, text: string): Promise<void> {
    return tab.evaluate(add, text);
  }

  /** What was sent so far, and what stands in the editor. */
  state(tab: Tab): Promise<{ sent: string[]; draft: string }> {
    return tab.evaluate(() => {
      const page = window as unknown as { sent: string[]; draftText(): string };
      return { sent: [...page.sent], draft: page.draftText() };
    });
  }

  /** Each Enter that the page has heard: was it one of an input method that was composing? */
  enters(tab: Tab): Promise<{ isComposing: boolean }[]> {
    return tab.evaluate(() => [...(window as unknown as { enters: { isComposing: boolean }[] }).enters]);
  }

  /** ms from the key to the sending, of each message. */
  waits(tab: Tab): Promise<number[]> {
    return tab.evaluate(() => [...(window as unknown as { waits: number[] }).waits]);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
