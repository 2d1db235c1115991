/**
 * Firefox's own remote protocol, Marionette: JSON over a local TCP connection, `LENGTH:[0,id,command,parameters]`.
 * Spoken directly, since neither Debian nor npm has a geckodriver that works without a download.
 */
import { connect, type Socket } from 'node:net';

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

type Incoming = readonly [kind: number, id: number, error: { error: string; message: string } | null, result: unknown];

export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #buffer: Buffer = Buffer.alloc(0);
  #last = 0;
  /** Who waits for the greeting. */
  #greeting: Waiting | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => this.#end(new Error('Firefox has closed the connection.')));
    socket.on('error', (error) => this.#end(error));
  }

  /** Connects and waits for Firefox's greeting. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    const client = new Marionette(socket);
    await new Promise<unknown>((done, fail) => {
      client.#greeting = { done, fail };
    });
    return client;
  }

  /** Sends one command; its result as Firefox gives it. Throws an error named as in WebDriver's table. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.#last;
    const text = JSON.stringify([0, id, command, parameters]);
    return new Promise((done, fail) => {
      if (this.#socket.destroyed) {
        fail(new Error(`${command}: Firefox is gone.`));
        return;
      }
      this.#waiting.set(id, { done, fail: (error) => fail(new Error(`${command}: ${error.message}`)) });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  disconnect(): void {
    this.#socket.destroy();
  }

  #end(error: Error): void {
    this.#greeting?.fail(error);
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }

  #receive(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon).toString());
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, end).toString()) as Incoming | object;
      this.#buffer = this.#buffer.subarray(end);
      if (Array.isArray(message)) this.#answer(message as unknown as Incoming);
      else this.#greeting?.done(message);
    }
  }

  #answer([, id, error, result]: Incoming): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.fail(new Error(`${error.error}: ${error.message}`));
    else waiting?.done(result);
  }
}
