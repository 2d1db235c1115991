/** A family's time with the extension, a round a minute, while two witnesses count what is asked of the network. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../vite.config.ts';
import { until } from '../browsers/browser.ts';
import { Scene } from '../faults/scene.ts';
import { seeded } from '../seeded.ts';
import { sevenSites } from '../soak/sites.ts';
import { AFTERWARDS, MEANWHILE, type Step, setUp, type Visit } from './family.ts';
import { leakFromPage, leaking } from './leak.ts';
import { type Verdict, weigh } from './witness.ts';

export interface HourOptions {
  readonly target: Target;
  /** Rounds, each of a minute or as long as what is done in it takes. */
  readonly minutes: number;
  readonly seed: string;
  /** With a build that asks the network for something, by which it is seen whether the witnesses would tell. */
  readonly leak?: boolean;
  /** Hears of each round: its number from 1, and how much did not work so far. */
  readonly onRound?: (round: number, failed: number) => void;
}

export interface Hour extends Verdict {
  /** Version of the browser. */
  readonly version: string;
  readonly messages: number;
  /** Alerts that stand in the store in the end. */
  readonly alerts: number;
  /** How often each thing was done. */
  readonly done: Readonly<Record<string, number>>;
}

const TABS = 6;
/** Messages of a round, in a new chat in each tab. */
const ROUND = TABS * 12;
/** Rows of a page at most. */
const SHOWN = 50;
const MINUTE = 60_000;
/** ms until all that was said is counted: a browser holds back the timers of a tab that nobody sees. */
const COUNTED = 60_000;

/** One round: talk in six new chats, with the family's steps in between, and then what needs their alerts. */
async function spend(visit: Visit, round: number, did: (name: string, step: Step) => Promise<void>): Promise<void> {
  const { scene } = visit;
  const threads = scene.threads.slice(round * TABS, (round + 1) * TABS);
  const steps = Object.entries(MEANWHILE);
  const next = async () => {
    const [name, step] = steps.shift() ?? [];
    if (name !== undefined && step !== undefined) await did(name, step);
  };
  await scene.talk(ROUND, { threads, after: next });
  while (steps.length > 0) await next();
  const said = scene.threads.reduce((sum, thread) => sum + thread.said, 0);
  const counted = async () => (await scene.counted()) >= said;
  // What is never counted is told in the end.
  await until(counted, { within: COUNTED, every: 100 }).catch(() => {});
  for (const [name, step] of Object.entries(AFTERWARDS)) await did(name, step);
}

/** Spends the time. Throws when the browser or the chats do not work; what else does not is among the faults. */
export async function hour({ target, minutes, seed, leak = false, onRound }: HourOptions): Promise<Hour> {
  const home = mkdtempSync(join(tmpdir(), 'nightlight-hour-'));
  const downloads = join(home, 'downloads');
  mkdirSync(downloads);
  const { lookOf, hosts } = sevenSites(TABS);
  const scene = await Scene.open({
    target,
    tabs: TABS,
    threads: TABS * minutes,
    chance: seeded(seed),
    shown: SHOWN,
    lookOf,
    hosts,
    traffic: true,
    downloads,
    ...(leak && { change: leaking }),
  });
  try {
    const { browser } = scene;
    const { version, base } = browser;
    const visit = { scene, tab: await browser.open(''), downloads, photo: home };
    const done: Record<string, number> = {};
    const failed: string[] = [];
    const did = async (name: string, step: Step) => {
      let times = 0;
      try {
        times = await step(visit);
      } catch (error) {
        // The rest of the hour still tells what is asked of the network.
        failed.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
      done[name] = (done[name] ?? 0) + times;
    };
    await did('set-up, each step', async () => {
      await setUp(visit);
      return 1;
    });
    if (leak) await scene.extension.inPage(leakFromPage);
    const begin = performance.now();
    for (let round = 0; round < minutes; round++) {
      await spend(visit, round, did);
      onRound?.(round + 1, failed.length);
      const rest = begin + (round + 1) * MINUTE - performance.now();
      // One round alone is a short look: it is not to last a minute.
      if (minutes > 1 && rest > 0) await new Promise((over) => setTimeout(over, rest));
    }
    const kept = await scene.faults();
    const idle = Object.entries(done).filter(([, times]) => times === 0);
    const alerts = (await scene.extension.alerts()).length;
    const verdict = weigh({ noted: await browser.traffic(), seen: scene.chats.seen, base });
    const messages = scene.threads.reduce((sum, thread) => sum + thread.said, 0);
    const faults = [...verdict.faults, ...failed, ...kept, ...idle.map(([name]) => `never done: ${name}`)];
    return { ...verdict, version, messages, alerts, done, faults };
  } finally {
    await scene.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
