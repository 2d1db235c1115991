import * as z from 'zod/mini';
import type { Token } from '../../protocol/family-messages.ts';
import { browserRandom, sameText, sha256, toBase64 } from '../../sealing/bytes.ts';
import type { Area } from '../../store/areas.ts';

/** ms that a page stays unlocked. */
const OPEN_FOR = 5 * 60_000;
/** ms after which a try that was not ended is over. */
const TRY_FOR = 2 * 60_000;
/** Pages that are unlocked at the same time. */
const MOST = 4;
const SESSIONS = 'unlocked';
const TRY = 'unlock-try';

const sessionsSchema = z.array(z.object({ hash: z.string(), from: z.number() }));
const trySchema = z.object({ attempt: z.string(), proof: z.string(), from: z.number() });

/**
 * Which pages are unlocked, and the try that is under way, in `storage.session`: that outlives the worker and not the
 * browser. Only hashes lie there; the token is known to its page alone and is gone with it.
 */
export interface Sessions {
  /** A new unlocked page. */
  open(now: number): Promise<{ readonly token: string; readonly until: number }>;
  isOpen(token: Token, now: number): Promise<boolean>;
  close(token: string): Promise<void>;
  closeAll(): Promise<void>;
  /** Begins a try; `proof` is what a page has to answer. */
  begin(proof: string, now: number): Promise<string>;
  /** Whether this was the try under way and its proof; it is over in any case. */
  finish(attempt: string, proof: string | null, now: number): Promise<boolean>;
}

export function createSessions(session: Area): Sessions {
  const secret = () => toBase64(browserRandom(24));
  async function list(now: number) {
    const parsed = sessionsSchema.safeParse((await session.get(SESSIONS))[SESSIONS]);
    // A clock that was set back closes the page: nobody can tell how long it has been open.
    return parsed.success ? parsed.data.filter(({ from }) => now >= from && now < from + OPEN_FOR) : [];
  }
  return {
    async open(now) {
      const token = secret();
      const others = (await list(now)).slice(-(MOST - 1));
      await session.set({ [SESSIONS]: [...others, { hash: await sha256(token), from: now }] });
      return { token, until: now + OPEN_FOR };
    },
    async isOpen(token, now) {
      if (token === null) return false;
      const hash = await sha256(token);
      return (await list(now)).some((known) => sameText(known.hash, hash));
    },
    async close(token) {
      const hash = await sha256(token);
      const parsed = sessionsSchema.safeParse((await session.get(SESSIONS))[SESSIONS]);
      const left = parsed.success ? parsed.data.filter((known) => !sameText(known.hash, hash)) : [];
      await session.set({ [SESSIONS]: left });
    },
    closeAll: () => session.remove([SESSIONS, TRY]),
    async begin(proof, now) {
      const attempt = secret();
      await session.set({ [TRY]: { attempt, proof: await sha256(proof), from: now } });
      return attempt;
    },
    async finish(attempt, proof, now) {
      const parsed = trySchema.safeParse((await session.get(TRY))[TRY]);
      await session.remove(TRY);
      if (!parsed.success || proof === null || now < parsed.data.from || now > parsed.data.from + TRY_FOR) return false;
      return sameText(parsed.data.attempt, attempt) && sameText(parsed.data.proof, await sha256(proof));
    },
  };
}
