import { X509Certificate } from 'node:crypto';
import { get, request } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { selfSigned } from '../../../src/dev/bed/certificate.ts';
import { startWeb } from '../../../src/dev/bed/web.ts';

/** Asks the proxy for a way to a host; the answer, and the socket. */
const wayTo = (port: number, path: string) =>
  new Promise<{ status: number; socket: Socket }>((done, fail) => {
    const asked = request({ port, host: '127.0.0.1', method: 'CONNECT', path });
    asked.once('connect', ({ statusCode = 0 }, socket) => done({ status: statusCode, socket: socket as Socket }));
    asked.once('error', fail);
    asked.end();
  });

/** All that a host answers to one request, through a socket that leads to it. */
const ask = (socket: Socket, host: string, path: string, ca: string | null) =>
  new Promise<string>((done, fail) => {
    const secure = connect({
      socket,
      servername: host,
      rejectUnauthorized: ca !== null,
      ...(ca === null ? {} : { ca }),
    });
    let text = '';
    secure.on('data', (data) => {
      text += data;
    });
    secure.once('end', () => done(text));
    secure.once('error', fail);
    secure.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });

describe('a certificate that signs itself', () => {
  it('is good for its hosts and no others, today, and by its own key', () => {
    const now = Date.parse('2026-11-26T12:00:00Z');
    const { key, cert } = selfSigned(['chat.example.org', 'other.example.org'], now);
    const read = new X509Certificate(cert);
    expect(read.checkHost('chat.example.org')).toBe('chat.example.org');
    expect(read.checkHost('other.example.org')).toBe('other.example.org');
    expect(read.checkHost('example.com')).toBeUndefined();
    expect(read.verify(read.publicKey)).toBe(true);
    expect(Date.parse(read.validFrom)).toBe(now - 86_400_000);
    expect(Date.parse(read.validTo)).toBe(now + 30 * 86_400_000);
    expect(key).toContain('PRIVATE KEY');
    expect(new X509Certificate(selfSigned(Array(40).fill('a-long-name.example.org')).cert).subject).toBe(
      'CN=this machine',
    );
  });
});

describe('the web on this machine', () => {
  it('shows the pages of its hosts and leads nowhere else', async () => {
    const pages = new Map([['https://chat.example.org/one', '<p>é</p>']]);
    const web = await startWeb(['chat.example.org'], (url) => pages.get(url) ?? null);
    onTestFinished(() => web.close());
    const one = await wayTo(web.port, 'chat.example.org:443');
    expect(one.status).toBe(200);
    expect(await ask(one.socket, 'chat.example.org', '/one', null)).toMatch(/^HTTP\/1\.1 200 [\s\S]*<p>é<\/p>/);
    const { socket } = await wayTo(web.port, 'chat.example.org:443');
    expect(await ask(socket, 'chat.example.org', '/two', null)).toMatch(/^HTTP\/1\.1 404 /);
    for (const path of ['elsewhere.example.org:443', 'chat.example.org:80']) {
      const refused = await wayTo(web.port, path);
      expect(refused.status, path).toBe(502);
      refused.socket.destroy();
    }
    const plain = await new Promise<number | undefined>((done) =>
      get({ port: web.port, host: '127.0.0.1', path: 'http://elsewhere.example.org/' }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      }),
    );
    expect(plain).toBe(502);
    // Each is counted, by its address.
    expect(Object.fromEntries(web.seen)).toEqual({
      'https://chat.example.org/one': { times: 1, page: true },
      'https://chat.example.org/two': { times: 1, page: false },
      'https://elsewhere.example.org/': { times: 1, page: false },
      'https://chat.example.org:80/': { times: 1, page: false },
      'http://elsewhere.example.org/': { times: 1, page: false },
    });
  });

  it('shows a certificate of its own, which nobody believes unasked', async () => {
    const web = await startWeb(['chat.example.org'], () => '');
    onTestFinished(() => web.close());
    const { socket } = await wayTo(web.port, 'chat.example.org:443');
    const { cert } = selfSigned(['chat.example.org']);
    await expect(ask(socket, 'chat.example.org', '/', cert)).rejects.toThrow();
  });
});
