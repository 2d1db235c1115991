/** Firefox through Marionette: install the extension, drive tabs, look into the browser itself. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { need } from '../provision.ts';
import { Stop } from '../shell.ts';
import {
  type Browser,
  type Exchange,
  type Held,
  type LaunchOptions,
  type Plain,
  type Scheme,
  type Tab,
  until,
} from './browser.ts';
import { letIntoPrivate, pressAllow, takeAway } from './firefox-grants.ts';
import { noteRequests, photographPopup, showsPage, standsInFront } from './firefox-inside.ts';
import { countNodes, heldIn, reportMemory } from './firefox-memory.ts';
import { prefsOf } from './firefox-prefs.ts';
import { execute, FirefoxTab, type InPage } from './firefox-tab.ts';
import { Marionette } from './marionette.ts';
import { leave, type Profile, profileFor } from './profile.ts';

/** ms that a tab may take to come to the front, on a machine with other work. */
const TURNED = 2000;

class Firefox implements Browser {
  readonly name = 'firefox';
  readonly closed: Promise<void>;
  version = '';
  base = '';
  readonly #client: Marionette;
  readonly #process: ChildProcess;
  readonly #profile: Profile;
  #addon = '';
  /** Marionette has one current window and one current context: whoever switches must finish before the next may. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(client: Marionette, process: ChildProcess, profile: Profile) {
    this.#client = client;
    this.#process = process;
    this.#profile = profile;
    this.closed = new Promise((done) => process.once('exit', () => done()));
  }

  async begin({ extension, traffic, proxy }: LaunchOptions): Promise<void> {
    const wanted = proxy === undefined ? {} : { acceptInsecureCerts: true };
    const session = (await this.#client.send('WebDriver:NewSession', wanted)) as {
      capabilities: { browserVersion: string };
    };
    this.version = session.capabilities.browserVersion;
    if (traffic === true) await this.chrome(noteRequests);
    if (extension === undefined) return;
    const { value } = (await this.#client.send('Addon:Install', { path: extension, temporary: true })) as {
      value: string;
    };
    this.#addon = value;
    this.base = await this.chrome((id: string) => WebExtensionPolicy.getByID(id)?.getURL('') ?? '', value);
    if (this.base === '') throw new Stop(`Firefox did not load the extension in ${extension}.`);
  }

  /** One turn of several commands that nobody else's commands get between. */
  alone<T>(work: (send: Marionette['send']) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => work((command, parameters) => this.#client.send(command, parameters)));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Runs a function in the browser itself, with all its rights. */
  chrome<A extends readonly Plain[], R>(inBrowser: InPage<A, R>, ...args: A): Promise<R> {
    return this.alone(async (send) => {
      await send('Marionette:SetContext', { value: 'chrome' });
      try {
        return await execute(send, inBrowser, args);
      } finally {
        await send('Marionette:SetContext', { value: 'content' });
      }
    });
  }

  /**
   * Turns to the tab in front of an ordinary window. A new tab opens beside the one turned to: that may be private, or closed,
   * and one behind others would come to the front when the new tab stays in the background.
   */
  async #turnToFront(send: Marionette['send']): Promise<void> {
    const turn = async () => {
      for (const handle of (await send('WebDriver:GetWindowHandles')) as string[]) {
        try {
          await send('WebDriver:SwitchToWindow', { handle, focus: false });
          if (await execute(send, standsInFront, [], 'system')) return true;
        } catch {
          // One that is about to close may still be among them.
        }
      }
      return false;
    };
    // While one tab takes the place of another, none stands in front for a moment.
    await until(turn, { within: TURNED, what: 'a tab stands in front' }).catch(() => {});
  }

  async open(url: string, options: { background?: boolean } = {}): Promise<Tab> {
    const focus = options.background !== true;
    const handle = await this.alone(async (send) => {
      await this.#turnToFront(send);
      const opened = (await send('WebDriver:NewWindow', { type: 'tab', focus })) as { handle: string };
      return opened.handle;
    });
    const tab = new FirefoxTab(this, handle);
    if (focus) await tab.front();
    if (url !== '') await tab.goto(url);
    return tab;
  }

  async killWorker(): Promise<void> {
    await this.chrome(async (id: string) => {
      await WebExtensionPolicy.getByID(id)?.extension.terminateBackground({
        ignoreDevToolsAttached: true,
        disableResetIdleForTest: true,
      });
    }, this.#addon);
  }

  async workerAlive(): Promise<boolean> {
    const state = await this.chrome(
      (id: string) => WebExtensionPolicy.getByID(id)?.extension.backgroundState ?? '',
      this.#addon,
    );
    return state === 'running' || state === 'starting';
  }

  async scheme(scheme: Scheme): Promise<void> {
    const dark = scheme === 'dark';
    // Pages follow the first; the popup follows the look of the toolbar, which follows the system.
    const prefs = {
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      'ui.systemUsesDarkTheme': dark ? 1 : 0,
      'browser.theme.toolbar-theme': dark ? 0 : 1,
      'browser.theme.content-theme': dark ? 0 : 1,
    };
    await this.chrome((values: Record<string, number>) => {
      for (const [name, value] of Object.entries(values)) Services.prefs.setIntPref(name, value);
    }, prefs);
  }

  async allow(_pattern: string, press: () => Promise<void>): Promise<void> {
    await press();
    await this.chrome(pressAllow);
  }

  async withdraw(pattern: string): Promise<void> {
    await this.chrome(takeAway, this.#addon, pattern);
  }

  async allowPrivate(): Promise<void> {
    await this.chrome(letIntoPrivate, this.#addon);
  }

  async openPrivate(url: string): Promise<Tab> {
    const handle = await this.alone(async (send) => {
      await this.#turnToFront(send);
      const how = { type: 'window', focus: true, private: true };
      return ((await send('WebDriver:NewWindow', how)) as { handle: string }).handle;
    });
    const tab = new FirefoxTab(this, handle);
    await tab.front();
    await tab.goto(url);
    return tab;
  }

  async update(folder: string): Promise<void> {
    await this.alone((send) => send('Addon:Install', { path: folder, temporary: true }));
  }

  isOpen(url: string): Promise<boolean> {
    return this.chrome(showsPage, url);
  }

  async popup(path: string): Promise<void> {
    const data = await this.chrome(photographPopup, this.#addon);
    await writeFile(path, Buffer.from(data, 'base64'));
  }

  async traffic(): Promise<readonly Exchange[]> {
    const noted = await this.chrome(
      () => Services.wm.getMostRecentWindow('navigator:browser').nightlightRequests ?? [],
    );
    await this.close();
    return noted;
  }

  async memory(fits: (url: string) => boolean): Promise<Held> {
    const held = heldIn(await this.chrome(reportMemory), fits, this.base);
    return { ...held, nodes: await this.alone((send) => countNodes(send, fits)) };
  }

  async crash(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.closed;
    this.#client.disconnect();
  }

  async close(): Promise<void> {
    const gone = this.#process.exitCode !== null || this.#process.signalCode !== null;
    if (!gone) {
      await this.#client.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      const late = setTimeout(() => this.#process.kill('SIGKILL'), 5_000);
      await this.closed;
      clearTimeout(late);
    }
    this.#client.disconnect();
    await leave(this.#profile);
  }
}

/** Waits for the port of a Firefox that has just been started, and connects to it. */
async function connectTo(child: ChildProcess, portFile: string): Promise<Marionette> {
  const port = async () => {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}.`);
    // It stands there empty for a moment.
    return existsSync(portFile) ? Number(await readFile(portFile, 'utf8')) || null : null;
  };
  return Marionette.connect(await until(port, { within: 30_000, every: 50, what: 'Firefox opens its port' }));
}

/** Starts Firefox with a profile of its own. Throws `Stop` when it does not come up or the extension does not load. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const program = need('firefox');
  const profile = await profileFor('firefox', options.profile);
  const lines = Object.entries(prefsOf(options)).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile.path, 'user.js'), lines.join('\n'));
  const headless = options.headless ? ['--headless'] : [];
  const args = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile.path, ...headless];
  const portFile = join(profile.path, 'MarionetteActivePort');
  // That of a browser that was killed.
  await rm(portFile, { force: true });
  const child = spawn(program, args, { stdio: 'ignore' });
  const client = await connectTo(child, portFile).catch(async (error: unknown) => {
    if (child.kill('SIGKILL')) await once(child, 'exit');
    await leave(profile);
    throw new Stop(`Firefox did not start: ${error instanceof Error ? error.message : String(error)}`);
  });
  const firefox = new Firefox(client, child, profile);
  try {
    await firefox.begin(options);
  } catch (error) {
    await firefox.close();
    throw error;
  }
  return firefox;
}
