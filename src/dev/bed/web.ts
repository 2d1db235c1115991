/** Pages under the addresses of known sites, from this very machine: no request goes any further. */
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { selfSigned } from './certificate.ts';

/** What of one address came by at the proxy. */
export interface Seen {
  /** Requests; ways to a host that is not here count as one each. */
  readonly times: number;
  /** A page stands there. */
  readonly page: boolean;
}

export interface Web {
  /** Port of the proxy on this machine through which a browser is to get all that is encrypted. */
  readonly port: number;
  /** All that came by so far, by its address. */
  readonly seen: ReadonlyMap<string, Seen>;
  close(): Promise<void>;
}

/**
 * A proxy that leads to these hosts and to nothing else, that counts what comes by, and what stands there: `answer` gives the page of an address, or null.
 * Its certificate is its own: the browser must be told to take any.
 */
export async function startWeb(hosts: readonly string[], answer: (url: string) => string | null): Promise<Web> {
  const seen = new Map<string, Seen>();
  const note = (url: string, page: boolean) => seen.set(url, { times: (seen.get(url)?.times ?? 0) + 1, page });
  const pages = createSecureServer(selfSigned(hosts), (request, response) => {
    const url = `https://${request.headers.host ?? ''}${request.url ?? '/'}`;
    const page = answer(url);
    note(url, page !== null);
    response.writeHead(page === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page ?? '');
  });
  const proxy = createServer(({ url }, response) => {
    note(url ?? '', false);
    response.writeHead(502).end();
  });
  const open = new Set<Socket>();
  proxy.on('connect', ({ url }, stream, head: Buffer) => {
    // What comes to a server of HTTP is a socket of the network.
    const socket = stream as Socket;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A tab that is closed may end its connection in the middle.
    socket.on('error', () => socket.destroy());
    if (!hosts.some((host) => url === `${host}:443`)) {
      note(`https://${(url ?? '').replace(/:443$/, '')}/`, false);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    pages.emit('connection', socket);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    port: (proxy.address() as AddressInfo).port,
    seen,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => proxy.close(done));
    },
  };
}
