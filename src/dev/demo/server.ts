/**
 * The bundled demo messenger: a small web chat for two people on this very machine. It is no part of the extension.
 * `GET /?as=child` and `/?as=peer` are the two sides, `GET /events` a stream of what is said, `POST /say` says it.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { ROOT } from '../shell.ts';
import { PEOPLE, type Person } from './conversation.ts';

/** One message as the page gets it; an edit comes again under the same id. */
interface Said {
  readonly id: string;
  readonly from: Person;
  readonly text: string;
  /** ms since the epoch. */
  readonly time: number;
}

export interface DemoMessenger {
  /** Address of one side. */
  url(as: Person): string;
  /** Says something as one side; gives the id of the message. */
  say(from: Person, text: string): string;
  /** Changes the text of a message that was said. */
  edit(id: string, text: string): void;
  /** Id of the newest message of one side; throws when it has said nothing. */
  newest(from: Person): string;
  /** Path and method of every request so far, oldest first. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const FOLDER = join(ROOT, 'src/dev/demo');

/** What is served: path of the address → file. Another front end brings its own. */
export type Pages = Readonly<Record<string, string>>;

const PAGES: Pages = {
  '/': join(FOLDER, 'page.html'),
  '/page.css': join(FOLDER, 'page.css'),
  '/page.js': join(FOLDER, 'page.js'),
};
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };
/** Longest message that is taken, in bytes. */
const MAX_BODY = 64 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new Error('too long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `{ from, text }` of a request, or null when it is anything else. */
function parseSay(body: string): { from: Person; text: string } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('from' in value) || !('text' in value)) return null;
    const { from, text } = value;
    const known = from === 'child' || from === 'peer';
    return known && typeof text === 'string' && text.trim() !== '' ? { from, text } : null;
  } catch {
    return null;
  }
}

/** Starts the messenger on a free port of localhost. */
export async function startDemo(pages: Pages = PAGES): Promise<DemoMessenger> {
  const said: Said[] = [];
  const requests: string[] = [];
  const listeners = new Set<ServerResponse>();

  const send = (to: ServerResponse, message: Said) => to.write(`data: ${JSON.stringify(message)}\n\n`);
  const publish = (message: Said) => {
    for (const listener of listeners) send(listener, message);
  };
  const say = (from: Person, text: string): string => {
    const message = { id: `m${said.length + 1}`, from, text, time: Date.now() };
    said.push(message);
    publish(message);
    return message.id;
  };
  const edit = (id: string, text: string): void => {
    const at = said.findIndex((message) => message.id === id);
    const before = said[at];
    if (before === undefined) throw new Error(`No message ${id}.`);
    const message = { ...before, text };
    said[at] = message;
    publish(message);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method ?? ''} ${pathname}`);
    if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`event: people\ndata: ${JSON.stringify(PEOPLE)}\n\n`);
      for (const message of said) send(response, message);
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
      return;
    }
    if (pathname === '/say' && request.method === 'POST') {
      const line = parseSay(await readBody(request));
      if (line !== null) say(line.from, line.text);
      response.writeHead(line === null ? 400 : 204).end();
      return;
    }
    const file = pages[pathname];
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`;
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(await readFile(file));
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, 'localhost', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (as) => `http://localhost:${port}/?as=${as}`,
    say,
    edit,
    newest: (from) => {
      const message = said.findLast((each) => each.from === from);
      if (message === undefined) throw new Error(`The ${from} has said nothing yet.`);
      return message.id;
    },
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
