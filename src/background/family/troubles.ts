import * as z from 'zod/mini';
import type { Area } from '../../store/areas.ts';
import type { Cupboard } from '../../store/cupboard.ts';
import { readItem } from '../../store/item.ts';
import type { Household } from './household.ts';

const MINUTE = 60_000;
/** Stands beside the database for as long as that takes nothing: it outlives the browser, and what is held doesn't. */
const MARK = 'store-trouble';
/** In the database: the last time that was told, so that a worker that ends in between tells none twice. */
const TOLD = 'trouble-told';

const markSchema = z.object({ from: z.number(), why: z.string() });
const toldSchema = z.object({ from: z.number() });

/**
 * Tells of times in which the database took nothing: with the first work after one, the journal gets its begin, its end
 * and why. What was noticed in it is there as well, unless the browser was closed.
 */
export interface Troubles {
  /** To be called after each piece of work, within the queue. */
  look(): Promise<void>;
  /** Forgets one that has begun: to be called before everything is erased. */
  forget(): Promise<void>;
}

type Mark = z.infer<typeof markSchema>;

export function createTroubles(local: Area, now: () => number, cupboard: Cupboard, household: Household): Troubles {
  /** As it stands beside the database; undefined: not read yet. */
  let mark: Mark | null | undefined;

  async function read(): Promise<Mark | null> {
    const parsed = markSchema.safeParse((await local.get(MARK))[MARK]);
    return parsed.success ? parsed.data : null;
  }

  return {
    async look() {
      if (mark === undefined) mark = await read();
      const why = cupboard.state();
      if (why !== 'ok') {
        if (mark !== null) return;
        mark = { from: now(), why };
        await local.set({ [MARK]: mark });
        return;
      }
      if (mark === null || !cupboard.sees()) return;
      const { from } = mark;
      if ((await readItem(cupboard, 'settings', TOLD, toldSchema, now()))?.from !== from) {
        const to = now();
        const minutes = Math.max(0, Math.round((to - from) / MINUTE));
        const facts = { from, to, minutes, why: mark.why };
        await household.write([{ store: 'settings', key: TOLD, value: { from } }], [{ kind: 'store', facts }]);
      }
      await local.remove(MARK);
      mark = null;
    },
    async forget() {
      await local.remove(MARK);
      mark = null;
    },
  };
}
