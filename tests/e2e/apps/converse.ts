/** Converse.js, a web client for XMPP, with Prosody as its server: a room, and a chat between two people. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { APPS, need } from '../../../src/dev/provision.ts';
import type { ChatApp, RunningApp } from './app.ts';
import { freePort, Servers } from './servers.ts';

const CHILD = 'alice';
const ROOM_PEER = 'bob';
/** A chat between two is named after the peer: every test that wants a fresh one takes another of these accounts. */
const THREADS = 12;
const passwordOf = (user: string) => `${user}-only-for-tests`;
/** A contact that no test talks to. */
const OTHER = 'nobody@localhost';
/** Names that `meet` takes for a chat between two: `peer01` to `peer12`. */
const PEERS = Array.from({ length: THREADS }, (_, index) => `peer${String(index + 1).padStart(2, '0')}`);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Converse</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/dist/converse.min.css">
  </head>
  <body class="converse-fullscreen">
    <script type="module">
      import '/dist/converse.min.js';
      const user = new URLSearchParams(location.search).get('user');
      converse.initialize({
        websocket_url: 'ws://' + location.host + '/xmpp-websocket',
        view_mode: 'fullscreen',
        assets_path: '/dist/',
        auto_login: true,
        jid: user + '@localhost',
        password: user + '-only-for-tests',
        nickname: user,
        discover_connection_methods: false,
        i18n: 'en',
        play_sounds: false,
        persistent_store: 'sessionStorage',
        allow_non_roster_messaging: true,
      });
    </script>
  </body>
</html>
`;

const config = (folder: string, http: number, c2s: number) => `
pidfile = "${folder}/prosody.pid"
run_as_root = true
data_path = "${folder}/data"
modules_enabled = { "roster", "saslauth", "disco", "ping", "pep", "carbons", "mam", "smacks", "websocket", "http_files", "vcard4", "vcard_legacy", "bookmarks" }
modules_disabled = { "s2s", "tls" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
storage = "internal"
default_archive_policy = true
http_ports = { ${http} }
http_interfaces = { "127.0.0.1" }
https_ports = {}
c2s_ports = { ${c2s} }
c2s_interfaces = { "127.0.0.1" }
c2s_direct_tls_ports = {}
consider_websocket_secure = true
http_default_host = "localhost"
http_paths = { files = "/" }
http_files_dir = "${folder}/www"
log = { warn = "*console" }
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true
`;

/** A list of contacts as Prosody keeps it. */
const contacts = (names: readonly string[]) => {
  const entries = names.map((name) => `["${name}@localhost"] = { subscription = "both"; groups = {}; };`);
  return `return { [false] = { version = 1; }; ${entries.join(' ')} };\n`;
};

const COMPOSER = 'textarea.chat-textarea';

/** Signs in by opening the page; a tab that is signed in as this user stays as it is. */
async function signIn(tab: Tab, base: string, user: string): Promise<void> {
  const there = (wanted: string) => new URLSearchParams(location.search).get('user') === wanted;
  if (await tab.evaluate(there, user)) return;
  await tab.goto(`${base}/index.html?user=${user}`);
}

/** Opens a room or a contact's chat in the way a person does, and waits until its box can be written in. */
async function open(tab: Tab, jid: string): Promise<void> {
  const room = jid.includes('@conference.');
  const entry = room ? `a.open-room[data-room-jid="${jid}"]` : `converse-roster-contact [data-jid="${jid}"]`;
  const there = (selector: string) => document.querySelector(selector) !== null;
  await until(() => tab.evaluate(there, room ? 'converse-rooms-list' : entry), { what: `${jid} is in the list` });
  const ready = (wanted: string, composer: string) =>
    [...document.querySelectorAll(`[jid="${wanted}"] ${composer}`)].some((box) => box.checkVisibility());
  const enter = (hash: string) => {
    location.hash = hash;
  };
  // While it signs in the app draws its lists again and again, and a click may hit what is just going.
  for (let attempt = 1; ; attempt++) {
    if (await tab.evaluate(there, entry)) await tab.click(entry);
    else await tab.evaluate(enter, `converse/room?jid=${jid}`);
    try {
      await until(() => tab.evaluate(ready, jid, COMPOSER), { within: 4_000, what: `${jid} is open` });
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

async function say(tab: Tab, text: string): Promise<void> {
  await tab.type(COMPOSER, text);
  await tab.press('Enter');
}

class RunningConverse implements RunningApp {
  readonly composer = COMPOSER;
  readonly button = 'button.send-button';
  readonly #servers: Servers;
  readonly #base: string;
  readonly #room: boolean;

  constructor(servers: Servers, base: string, room: boolean) {
    this.#servers = servers;
    this.#base = base;
    this.#room = room;
  }

  async meet(child: Tab, peer: Tab, thread: string): Promise<void> {
    if (this.#room) {
      await Promise.all([signIn(child, this.#base, CHILD), signIn(peer, this.#base, ROOM_PEER)]);
      // The first to enter makes the room: one after the other.
      await open(child, this.title(thread));
      await open(peer, this.title(thread));
      return;
    }
    await Promise.all([signIn(child, this.#base, CHILD), signIn(peer, this.#base, thread)]);
    await Promise.all([open(child, this.title(thread)), open(peer, `${CHILD}@localhost`)]);
  }

  title(thread: string): string {
    return this.#room ? `${thread}@conference.localhost` : `${thread}@localhost`;
  }

  say = say;

  shown(tab: Tab): Promise<readonly string[]> {
    return tab.evaluate(() =>
      [...document.querySelectorAll('converse-chat-message-body')]
        .filter((each) => each.checkVisibility())
        .map((each) => each.getAttribute('text') ?? ''),
    );
  }

  async remount(tab: Tab): Promise<void> {
    const jid = await tab.evaluate(() => {
      const shown = [...document.querySelectorAll('converse-chat, converse-muc')].find((chat) =>
        chat.checkVisibility(),
      );
      return shown?.getAttribute('jid') ?? '';
    });
    await open(tab, OTHER);
    await open(tab, jid);
  }

  reload = async (tab: Tab, thread: string): Promise<void> => {
    await tab.goto('about:blank');
    await signIn(tab, this.#base, CHILD);
    await open(tab, this.title(thread));
  };

  /** The way a person corrects: arrow up in an empty box takes the last message back into it. */
  edit = async (tab: Tab, text: string): Promise<void> => {
    await tab.type(COMPOSER, '');
    await tab.press('ArrowUp');
    await until(
      () =>
        tab.evaluate(
          (composer: string) =>
            [...document.querySelectorAll<HTMLTextAreaElement>(composer)].some((box) => box.value !== ''),
          COMPOSER,
        ),
      { what: 'the last message is in the box' },
    );
    await tab.press('Control+a');
    await say(tab, text);
  };

  stop(): Promise<void> {
    return this.#servers.stop();
  }
}

async function start(room: boolean): Promise<RunningApp> {
  const servers = await Servers.create('converse');
  try {
    const { folder } = servers;
    const [http, c2s] = [await freePort(), await freePort()];
    const accounts = join(folder, 'data/localhost/accounts');
    await mkdir(accounts, { recursive: true });
    await mkdir(join(folder, 'www'));
    const roster = join(folder, 'data/localhost/roster');
    await mkdir(roster);
    await writeFile(join(roster, `${CHILD}.dat`), contacts([...PEERS, 'nobody']));
    for (const peer of PEERS) await writeFile(join(roster, `${peer}.dat`), contacts([CHILD]));
    for (const user of [CHILD, ROOM_PEER, ...PEERS]) {
      await writeFile(join(accounts, `${user}.dat`), `return { ["password"] = "${passwordOf(user)}"; };\n`);
    }
    await cp(join(APPS, 'node_modules/converse.js/dist'), join(folder, 'www/dist'), { recursive: true });
    await writeFile(join(folder, 'www/index.html'), page);
    await writeFile(join(folder, 'prosody.cfg.lua'), config(folder, http, c2s));
    await servers.start(need('prosody'), ['-F', '--config', join(folder, 'prosody.cfg.lua')], http);
    // The virtual host is called localhost: 127.0.0.1 would be another.
    return new RunningConverse(servers, `http://localhost:${http}`, room);
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

export const converseRoom: ChatApp = { name: 'Converse.js, a room', site: 'converse', start: () => start(true) };
export const converseChat: ChatApp = {
  name: 'Converse.js, a chat of two',
  site: 'converse',
  start: () => start(false),
};
