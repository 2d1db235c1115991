import * as z from 'zod/mini';
import type { Note } from '../../journal/journal.ts';
import type { Area } from '../../store/areas.ts';
import type { Cupboard } from '../../store/cupboard.ts';
import { readItem } from '../../store/item.ts';
import type { Household } from './household.ts';

/** Minutes between two beats. */
export const BEAT_MINUTES = 5;
const MINUTE = 60_000;
/** Without a beat for longer than this, Nightlight was not running: three are missing. */
const GAP = 3 * BEAT_MINUTES * MINUTE + MINUTE;
/** A clock that goes back by less is one that was put right. */
const CLOCK = 2 * MINUTE;
const ALIVE = 'alive';
const SESSION = 'alive-session';
const SITES = 'not-understood';

const aliveSchema = z.object({ at: z.number() });
const sitesSchema = z.object({ sites: z.record(z.string(), z.number()) });

/**
 * Tells when Nightlight was not running: each beat leaves its time, and a beat that finds a much older one notes the gap.
 * `browser-closed`: the browser was started since. `asleep`: the same session of the browser goes on, so the device slept.
 * `switched-off`: neither, so the extension was off, or was removed and put back.
 * `store-lost`: the time stands beside the database alone, so the browser found it damaged and began a new one (Chromium
 * does so without a word, 2026-11): what was kept until then is gone.
 */
export interface Pulse {
  /** @param started the browser was started just now */
  beat(started: boolean): Promise<void>;
  /** Notes that a site was not understood, once a day. */
  notUnderstood(site: string): Promise<void>;
}

interface PulseEnv {
  readonly session: Area;
  readonly local: Area;
  readonly now: () => number;
}

/** Both are called within the queue. */
export function createPulse(env: PulseEnv, cupboard: Cupboard, household: Household): Pulse {
  return {
    async beat(started) {
      const now = env.now();
      const last = await readItem(cupboard, 'settings', ALIVE, aliveSchema, now);
      const session = (await env.session.get(SESSION))[SESSION] === true;
      if (last !== null && now >= last.at && now - last.at < MINUTE && session && !started) return;
      const note = last === null ? await lossOf(cupboard, env.local, now) : noteOf(last.at, now, { started, session });
      await household.write([{ store: 'settings', key: ALIVE, value: { at: now } }], note === null ? [] : [note]);
      await env.local.set({ [ALIVE]: now });
      await env.session.set({ [SESSION]: true });
    },
    async notUnderstood(site) {
      const now = env.now();
      const known = (await readItem(cupboard, 'settings', SITES, sitesSchema, now))?.sites ?? {};
      if (Math.abs(now - (known[site] ?? Number.NEGATIVE_INFINITY)) < 24 * 60 * MINUTE) return;
      // What is old tells nothing; the list stays as short as the sites of one day.
      const fresh = Object.entries(known).filter(([, at]) => Math.abs(now - at) < 24 * 60 * MINUTE);
      const sites = { ...Object.fromEntries(fresh), [site]: now };
      const note = { kind: 'not-understood', facts: { site } } as const;
      await household.write([{ store: 'settings', key: SITES, value: { sites } }], [note]);
    },
  };
}

/** What is noted when the store holds no time of a beat: it is new, or another one than that of the last beat. */
async function lossOf(cupboard: Cupboard, local: Area, now: number): Promise<Note | null> {
  const from = (await local.get(ALIVE))[ALIVE];
  // A store that can't be read now may hold everything.
  if (typeof from !== 'number' || !cupboard.sees()) return null;
  const minutes = Math.max(0, Math.round((now - from) / MINUTE));
  return { kind: 'gap', facts: { from, to: now, minutes, why: 'store-lost' } };
}

/** Forgets the time that stands beside the store: to be called before everything is erased. */
export async function forgetBeat(local: Area): Promise<void> {
  await local.remove(ALIVE);
}

function noteOf(last: number, now: number, at: { readonly started: boolean; readonly session: boolean }): Note | null {
  if (now < last - CLOCK)
    return { kind: 'clock', facts: { setBack: true, minutes: Math.round((last - now) / MINUTE) } };
  if (now - last < GAP) return null;
  const why = at.started ? 'browser-closed' : at.session ? 'asleep' : 'switched-off';
  return { kind: 'gap', facts: { from: last, to: now, minutes: Math.round((now - last) / MINUTE), why } };
}
