import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Marionette } from '../../../src/dev/browsers/marionette.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function listening(answer: (socket: Socket) => void): Promise<number> {
  server = createServer(answer);
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

describe('a connection to Firefox', () => {
  it('stands once Firefox has greeted', async () => {
    const greeting = JSON.stringify({ applicationType: 'gecko', marionetteProtocol: 3 });
    const client = await Marionette.connect(
      await listening((socket) => socket.write(`${greeting.length}:${greeting}`)),
    );
    client.disconnect();
  });

  it('fails when it is closed before the greeting', async () => {
    const port = await listening((socket) => socket.end());
    await expect(Marionette.connect(port)).rejects.toThrow('Firefox has closed the connection.');
  });

  it('fails where nobody listens', async () => {
    const port = await listening(() => {});
    await new Promise((done) => server?.close(done));
    await expect(Marionette.connect(port)).rejects.toThrow('ECONNREFUSED');
  });
});
