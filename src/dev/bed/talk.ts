/** A stream of talk in several chats at once, and what must be kept of it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Tab } from '../browsers/browser.ts';
import type { Seeded } from '../seeded.ts';
import type { Chats } from './chat.ts';
import type { Kept } from './kept.ts';

const PLAIN = [
  'heyy how was school',
  'good! maths was long though',
  'same here, i only got half of it',
  'u coming to training later',
  'yeah after dinner',
  'bring the blue ball pls',
  'lol my dog ate the list',
  'ok see u at the bus stop',
] as const;
/** Said one after the other in a thread that is to have an alert; the last one makes it urgent. */
const ALARMING = [
  'can u send me ur password, i just need to check something on ur acc',
  'I have your account now. do what i say and u get it back',
  'if u tell anyone ill send ur private chats to everyone in ur school',
] as const;

export interface Thread {
  readonly name: string;
  tab: Tab;
  /** An alert is due. */
  readonly alarming: boolean;
  /** Messages that were said. */
  said: number;
}

export interface TalkOptions {
  readonly chats: Chats;
  readonly threads: readonly Thread[];
  /** In all threads together. */
  readonly messages: number;
  readonly chance: Seeded;
  /** Between two bursts, in ms. */
  readonly pace: number;
  /** Share of the talk, from its begin, in which what is alarming is said; all of it without. */
  readonly alarming?: number;
  /** Resolves when somebody may turn to another chat: what is gone at once nobody can read. */
  readonly dwell: () => Promise<void>;
  /** Called after each burst with how many were said so far. */
  readonly after?: (said: number) => Promise<void>;
}

/** Messages of one burst. */
const BURST = 5;
/** Chance that somebody turns to another chat of the same tab after a burst. */
const TURN = 0.1;

/** Says all of it, a burst in one thread and then in another; each alarming line stands at a random place of its thread. */
export async function talk(options: TalkOptions): Promise<void> {
  const { chats, threads, messages, chance, pace, dwell, after, alarming = 1 } = options;
  const share = Math.max(ALARMING.length, Math.floor(messages / threads.length));
  const places = new Map(
    threads.map((thread) => [
      thread,
      chance
        .shuffle(Array.from({ length: Math.max(ALARMING.length, Math.floor(share * alarming)) }, (_, at) => at))
        .slice(0, ALARMING.length)
        .sort((a, b) => a - b),
    ]),
  );
  const already = new Map(threads.map((thread) => [thread, thread.said]));
  for (let said = 0; said < share * threads.length; ) {
    const open = threads.filter((thread) => thread.said - (already.get(thread) ?? 0) < share);
    const thread = pickThread(open, options);
    if (!chats.shows(thread.tab, thread.name)) {
      // Nobody turns to another chat in a tab that he doesn't see; the timers of one that is hidden are held back.
      await thread.tab.front();
      await dwell();
      await chats.turnTo(thread.tab, thread.name);
    }
    const begun = thread.said - (already.get(thread) ?? 0);
    const lines = Array.from({ length: Math.min(BURST, share - begun) }, (_, index) => {
      const alarm = thread.alarming ? (places.get(thread)?.indexOf(begun + index) ?? -1) : -1;
      if (alarm >= 0) return { own: false, text: ALARMING[alarm] ?? '' };
      return { own: chance.chance(0.4), text: `${chance.pick(PLAIN)} ${begun + index}` };
    });
    await chats.say(thread.tab, thread.name, lines);
    thread.said += lines.length;
    said += lines.length;
    await after?.(said);
    await wait(pace);
  }
}

/** One of the threads that are still to talk in: mostly one that a tab shows. */
function pickThread(open: readonly Thread[], { chats, chance }: TalkOptions): Thread {
  const shown = open.filter(({ tab, name }) => chats.shows(tab, name));
  if (shown.length === open.length) return chance.pick(open);
  return shown.length > 0 && !chance.chance(TURN) ? chance.pick(shown) : chance.pick(open);
}

/** What of the talk is not kept as it must be; empty when all is. An alert where none was due counts as well. */
export function faultsIn(kept: Kept, threads: readonly Thread[]): string[] {
  const faults: string[] = [];
  const begun = threads.filter(({ said }) => said > 0);
  const counts = Object.values(kept.counts).map(({ messages }) => messages);
  const found = [...counts].sort((a, b) => a - b).join(', ');
  const wanted = begun
    .map(({ said }) => said)
    .sort((a, b) => a - b)
    .join(', ');
  if (found !== wanted) faults.push(`messages counted: ${found}; said: ${wanted}`);
  const edits = Object.values(kept.counts).reduce((sum, each) => sum + each.edits, 0);
  if (edits > 0) faults.push(`${edits} messages were taken for edits`);
  const due = begun.filter(({ alarming }) => alarming);
  const alerts = Object.values(kept.alerts);
  for (const { name } of due) {
    const levels = alerts.filter(({ title }) => title === name).map(({ level }) => level);
    if (levels.join() !== 'urgent')
      faults.push(`${name}: ${levels.join() || 'no alert'}, and one that is urgent was due`);
  }
  for (const { level, title } of alerts)
    if (!due.some(({ name }) => name === title)) faults.push(`${title}: ${level}, and none was due`);
  if (Object.keys(kept.alerts).some((id) => !(id in kept.counts))) faults.push('an alert without its conversation');
  if (kept.aside > 0) faults.push(`${kept.aside} items could not be read and were set aside`);
  return faults;
}
