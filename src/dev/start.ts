/**
 * `npm start [-- --browser firefox]`: the extension at work on the demo messenger. With a display the browser stays open
 * until it is closed; without one it runs headless and leaves screenshots under out/. What is printed is what the
 * extension answers; without an alert it ends with 1.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { AlertSummary } from '../protocol/messages.ts';
import { browserOf } from './args.ts';
import type { Browser, Tab } from './browsers/browser.ts';
import { Extension } from './browsers/extension.ts';
import { launch } from './browsers/launch.ts';
import { build } from './build.ts';
import { PEOPLE } from './demo/conversation.ts';
import { type Listener, play } from './demo/play.ts';
import { startDemo } from './demo/server.ts';
import { provide } from './provision.ts';
import { ROOT, Stop } from './shell.ts';

/** Of the chat page on a screenshot, in CSS pixels. */
const SIZE = { width: 1100, height: 760 };

/** ms between two lines: to be read along with a display, else just enough to be real. */
const PACE = { watched: 2500, headless: 500 };

function describe(alert: AlertSummary): string {
  const reasons = alert.reasons.map(({ signal, rule }) => `      ${signal}: ${rule}`);
  const head = `  ▲ ${alert.level.toUpperCase()} in the chat with ${alert.title}`;
  return [head, `    signals: ${alert.signals.join(', ')}`, '    reasons:', ...reasons].join('\n');
}

const teller: Listener = {
  line: ({ from, text }) => console.log(`${PEOPLE[from].name}: ${text}`),
  alert: (alert) => console.log(describe(alert)),
  warning: ({ title }) => console.log(`    the page says: "${title}"`),
};

/** Photographs what a person sees, in both schemes; gives the paths. */
async function photograph(browser: Browser, chat: Tab): Promise<string[]> {
  const folder = join(ROOT, 'out', browser.name);
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  const options = await browser.open(`${browser.base}src/options/options.html`);
  for (const scheme of ['light', 'dark'] as const) {
    const path = (name: string) => {
      const made = join(folder, `${name}-${scheme}.png`);
      paths.push(made);
      return made;
    };
    await browser.scheme(scheme);
    await options.front();
    await options.screenshot(path('options'));
    await chat.front();
    // The warning takes the colours of its page when it is placed: another size places it anew.
    await chat.resize(SIZE.width, SIZE.height - 1);
    await chat.resize(SIZE.width, SIZE.height);
    await chat.screenshot(path('page-warning'));
    await browser.popup(path('popup'));
  }
  return paths;
}

/** Runs until the person closes the browser or presses Ctrl+C. */
async function stay(browser: Browser): Promise<void> {
  const interrupted = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await Promise.race([browser.closed, interrupted]);
}

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { browser: { type: 'string' }, headless: { type: 'boolean' } },
  });
  const target = browserOf(values.browser);
  const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const headless = values.headless === true || !display;
  await provide([target], (line) => console.error(line));
  const extensionFolder = await build(target, true);
  const messenger = await startDemo();
  const browser = await launch(target, { extension: extensionFolder, headless }).catch(async (error: unknown) => {
    await messenger.close();
    throw error;
  });
  try {
    console.log(`${target} ${browser.version}, Nightlight loaded; the demo messenger is ${messenger.url('child')}\n`);
    const chat = await browser.open(messenger.url('child'));
    const extension = await Extension.of(browser);
    if (headless) await chat.resize(SIZE.width, SIZE.height);
    const pace = headless ? PACE.headless : PACE.watched;
    const alerts = await play({ messenger, tab: chat, extension, listener: teller, pace });
    if (alerts.length === 0)
      throw new Stop('The conversation was played and no alert was raised: something is broken.');
    console.log(`\nThe badge says ${(await extension.badge()) || 'nothing'}.`);
    if (headless) {
      const paths = await photograph(browser, chat);
      console.log('No display: what a person would see is in');
      for (const path of paths) console.log(`  ${relative(process.cwd(), path)}`);
    } else {
      console.log(`Write as the other side at ${messenger.url('peer')} in any browser. Close this one to end.`);
      await stay(browser);
    }
    return 0;
  } finally {
    await browser.close();
    await messenger.close();
  }
}
