/** Mail between the people of a test: a server that takes what a webmail sends, and the folders that Dovecot serves. */
import { chown, mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** Who reads the folders: Dovecot never does as root. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Maildir folders under one folder, one for each name before the `@`. */
export class Mailboxes {
  readonly folder: string;
  #count = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  async #make(path: string): Promise<void> {
    await mkdir(path, { recursive: true });
    if (isRoot) await chown(path, NOBODY, NOBODY);
  }

  async create(user: string): Promise<void> {
    await this.#make(this.folder);
    for (const part of ['', 'tmp', 'new', 'cur']) await this.#make(join(this.folder, user, part));
  }

  /** Puts a whole message into the inbox of everybody it is for. */
  async deliver(recipients: readonly string[], message: string): Promise<void> {
    for (const recipient of recipients) {
      const user = recipient.split('@')[0] ?? '';
      await this.create(user);
      const name = `${Date.now()}.${++this.#count}.localhost`;
      const [draft, final] = ['tmp', 'new'].map((part) => join(this.folder, user, part, name)) as [string, string];
      await writeFile(draft, message.replace(/\r?\n/g, '\n'));
      if (isRoot) await chown(draft, NOBODY, NOBODY);
      await rename(draft, final);
    }
  }
}

/** A mail server of the least that a webmail needs; gives each message to `deliver` before it says that all is well. */
export function startSmtp(deliver: Mailboxes['deliver'], port: number): Promise<Server> {
  const server = createServer((socket) => converse(socket, deliver));
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

function converse(socket: Socket, deliver: Mailboxes['deliver']): void {
  let waiting = '';
  let recipients: string[] = [];
  /** Lines of the message, while it comes. */
  let message: string[] | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string) => {
    if (message !== null) {
      if (line !== '.') {
        message.push(line.startsWith('..') ? line.slice(1) : line);
        return;
      }
      const whole = message.join('\n');
      message = null;
      deliver(recipients, whole).then(
        () => say('250 taken'),
        () => say('451 not taken'),
      );
      recipients = [];
      return;
    }
    const recipient = /^RCPT TO:\s*<([^>]+)>/i.exec(line)?.[1];
    if (recipient !== undefined) recipients.push(recipient);
    if (/^DATA/i.test(line)) {
      message = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else say('250 localhost');
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    const lines = (waiting + chunk).split('\r\n');
    waiting = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  socket.on('error', () => socket.destroy());
  say('220 localhost');
}
