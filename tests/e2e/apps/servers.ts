/** Servers of the tests: on loopback alone, on free ports, in a folder that goes with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../../src/dev/browsers/browser.ts';

/** A port of 127.0.0.1 that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

/** Programs that live and end together, with one temporary folder. */
export class Servers {
  readonly folder: string;
  readonly #children: ChildProcess[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(name: string): Promise<Servers> {
    return new Servers(await mkdtemp(join(tmpdir(), `nightlight-${name}-`)));
  }

  /** Starts a program and waits until it listens on the port. Throws with its last words when it does not. */
  async start(command: string, args: readonly string[], port: number, env: NodeJS.ProcessEnv = {}): Promise<void> {
    const child = spawn(command, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.push(child);
    let said = '';
    let failed: Error | null = null;
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => {
      failed = error;
    });
    const ready = async () => failed !== null || child.exitCode !== null || (await answers(port));
    await until(ready, { within: 30_000, every: 50, what: `${command} listens on port ${port}:\n${said}` });
    if (failed !== null || child.exitCode !== null)
      throw new Error(`${command} did not start: ${failed ?? ''}\n${said}`);
  }

  /** Ends every program and removes the folder. */
  async stop(): Promise<void> {
    const ended = this.#children.map((child) => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
      return new Promise<void>((done) => {
        const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
        child.once('exit', () => {
          clearTimeout(late);
          done();
        });
        child.kill('SIGTERM');
      });
    });
    await Promise.all(ended);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
