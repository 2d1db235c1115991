/**
 * From a message on the page to the warning on the page, in a real browser on the demo messenger. Both moments are taken
 * by the page's own clock: the row is put into the list, the host of the warning is put into the document.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from '../../../vite.config.ts';
import { type Browser, type Tab, until } from '../browsers/browser.ts';
import { launch } from '../browsers/launch.ts';
import { build, distOf, TARGETS } from '../build.ts';
import { startDemo } from '../demo/server.ts';
import { provide } from '../provision.ts';
import { type Measurement, percentile } from './measurement.ts';

/** Bars in ms for 95 of 100 messages. */
const WARM = 100;
const DEAD = 500;

/** Both sides speak, so that the page tells them apart: the messenger is read as an unknown site. */
const SMALL_TALK: readonly (readonly ['peer' | 'child', string])[] = [
  ['peer', 'heyy how was school'],
  ['child', 'good! maths was long though'],
  ['peer', 'same here, i only got half of it'],
  ['child', 'haha me too'],
  ['peer', 'what are u up to'],
];
const LINE = 'can u send me ur password, i just need to check something on ur acc';

/** ms of each sample, in the order they were taken. */
interface Latency {
  /** The worker runs. */
  readonly warm: readonly number[];
  /** The worker was ended just before the message. */
  readonly dead: readonly number[];
}

/**
 * In the page: notes when the row with this text and when a warning comes. Kept on the body: a driver may run each script in
 * a world of its own.
 */
function listen(text: string): void {
  const noted = document.body.dataset;
  delete noted.row;
  delete noted.warning;
  const observer = new MutationObserver(() => {
    const rows = [...document.querySelectorAll('#log .text')];
    if (noted.row === undefined && rows.some((row) => row.textContent === text)) noted.row = String(performance.now());
    const card = document.querySelector('html > [popover]');
    if (noted.warning === undefined && card !== null) noted.warning = String(performance.now());
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}

/** In the page: the time between the two, or null as long as one is missing. */
function between(): number | null {
  const { row, warning } = document.body.dataset;
  return row === undefined || warning === undefined ? null : Number(warning) - Number(row);
}

/** One message in a chat of its own: an alert is raised once a conversation. */
async function sample(browser: Browser, tab: Tab, dead: boolean): Promise<number> {
  const messenger = await startDemo();
  try {
    await tab.goto(messenger.url('child'));
    for (const [from, line] of SMALL_TALK) messenger.say(from, line);
    const shown = (lines: number) => document.querySelectorAll('#log .text').length === lines;
    await until(() => tab.evaluate(shown, SMALL_TALK.length), { what: 'the small talk is shown' });
    // The chat has been found and its history been read before the message comes.
    await wait(400);
    await tab.evaluate(listen, LINE);
    if (dead) await browser.killWorker();
    messenger.say('peer', LINE);
    return await until(() => tab.evaluate(between), { within: 10_000, every: 50, what: 'a warning' });
  } finally {
    await messenger.close();
  }
}

/** Takes `samples` of each kind. The demo build must be there. */
async function measureLatency(target: Target, samples = 50): Promise<Latency> {
  const browser = await launch(target, { extension: distOf(target, true), headless: true });
  try {
    const tab = await browser.open('');
    const warm: number[] = [];
    const dead: number[] = [];
    // The first one makes the engine: it is neither.
    await sample(browser, tab, false);
    for (let index = 0; index < samples; index++) warm.push(await sample(browser, tab, false));
    for (let index = 0; index < samples; index++) dead.push(await sample(browser, tab, true));
    return { warm, dead };
  } finally {
    await browser.close();
  }
}

/** From a message on the page to the warning on it, in real browsers, the worker running and the worker ended before. */
export async function measureLatencies(say: (line: string) => void): Promise<Measurement[]> {
  await provide(['chromium', 'firefox'], say);
  const list: Measurement[] = [];
  for (const target of TARGETS) {
    await build(target, true);
    const { warm, dead } = await measureLatency(target);
    const base = { section: 'message to warning, 95th percentile', unit: 'ms', better: 'less' } as const;
    list.push({ ...base, name: `${target}, worker running`, value: percentile(warm, 0.95), bar: WARM });
    list.push({ ...base, name: `${target}, worker ended before`, value: percentile(dead, 0.95), bar: DEAD });
  }
  return list;
}
