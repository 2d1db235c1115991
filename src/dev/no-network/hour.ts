/** A family's time with the extension, a round a minute, while two witnesses count what is asked of the network. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from '../../../vite.config.ts';
import { keptIn } from '../bed/kept.ts';
import { until } from '../browsers/browser.ts';
import { AFTERWARDS, MEANWHILE, type Step, setUp, type Visit } from './family.ts';
import { TABS, watched } from './watched.ts';
import type { Verdict } from './witness.ts';

export interface HourOptions {
  readonly target: Target;
  /** So many by the clock, with a round in each; a round that takes longer takes the next ones' place. One alone ends at once. */
  readonly minutes: number;
  readonly seed: string;
  /** See `WatchOptions`. */
  readonly leak?: boolean;
  /** Hears of each round: its number from 1, and what did not work in it. */
  readonly onRound?: (round: number, failed: readonly string[]) => void;
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

/** Messages of a round, in a new chat in each tab. */
const ROUND = TABS * 12;
const MINUTE = 60_000;
/** ms until all that was said is counted: a browser holds back the timers of a tab that nobody sees. */
const COUNTED = 60_000;

type Did = (name: string, step: Step) => Promise<void>;

/** One round: talk in six new chats, with the family's steps in between, and then what needs their alerts. */
async function spend({ scene }: Visit, round: number, did: Did): Promise<void> {
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
export async function hour({ minutes, onRound, ...options }: HourOptions): Promise<Hour> {
  const done: Record<string, number> = {};
  const failed: string[] = [];
  const came = { version: '', messages: 0, alerts: 0 };
  const verdict = await watched({ ...options, chats: minutes }, async (visit) => {
    const { scene } = visit;
    const did: Did = async (name, step) => {
      let times = 0;
      try {
        times = await step(visit);
      } catch (error) {
        // The rest of the hour still tells what is asked of the network.
        failed.push(`${name}: ${error instanceof Error ? error.message : error}`);
      }
      done[name] = (done[name] ?? 0) + times;
    };
    await did('set-up, each step', setUp);
    const begin = performance.now();
    const end = begin + minutes * MINUTE;
    for (let round = 0; round < minutes && (round === 0 || performance.now() < end); round++) {
      const before = failed.length;
      await spend(visit, round, did);
      onRound?.(round + 1, failed.slice(before));
      const rest = begin + (round + 1) * MINUTE - performance.now();
      if (minutes > 1 && rest > 0) await wait(rest);
    }
    failed.push(...(await scene.faults()));
    came.version = scene.browser.version;
    came.messages = scene.threads.reduce((sum, { said }) => sum + said, 0);
    came.alerts = Object.keys((await keptIn(scene.extension)).alerts).length;
  });
  const idle = Object.entries(done).filter(([, times]) => times === 0);
  const faults = [...verdict.faults, ...failed, ...idle.map(([name]) => `never done: ${name}`)];
  return { ...verdict, ...came, done, faults };
}
