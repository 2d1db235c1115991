import * as z from 'zod/mini';
import type { EvidenceLine, LockKeys, SealedLines, WrappedKey } from '../protocol/family.ts';
import { evidenceLineSchema } from '../protocol/family-schemas.ts';
import type { Kind, RequestOf, ResponseOf } from '../protocol/messages.ts';
import { type Bytes, fromBase64, textOf, toBase64 } from './bytes.ts';
import { newRecoveryCode } from './code.ts';
import { aboutLines, importPrivate, newKeyPair, openSealed } from './seal.ts';
import { wrap } from './wrap.ts';

export type Ask = <K extends Kind>(kind: K, body: RequestOf<K>) => Promise<ResponseOf<K>>;

export interface OpenedLines {
  /** In the order in which they were sealed. */
  readonly lines: readonly EvidenceLine[];
  /** Parts that don't open: changed, moved or of an earlier key. */
  readonly unreadable: number;
}

/** An unlocked page: holds the private key in its memory and nowhere else, and ends with it. */
export interface Door {
  readonly token: string;
  /** ms since the epoch. */
  readonly until: number;
  open(parts: readonly SealedLines[]): Promise<OpenedLines>;
  /** False when the five minutes are over. */
  changePin(ask: Ask, pin: string): Promise<boolean>;
  /** A new recovery code in place of the old one, to be shown once; null when the five minutes are over. */
  newCode(ask: Ask): Promise<string | null>;
  shut(ask: Ask): Promise<void>;
}

/** What a set-up made: the keys to be stored, the code to be shown once, and what the door is made of. */
export interface CreatedLock {
  readonly keys: LockKeys;
  readonly code: string;
  readonly privateKey: Bytes;
}

/** A new key pair under a PIN and a new recovery code. Takes about half a second. */
export async function createLock(pin: string): Promise<CreatedLock> {
  const { publicKey, privateKey } = await newKeyPair();
  const code = newRecoveryCode();
  const [underPin, underCode] = await Promise.all([wrap(privateKey, pin, 'pin'), wrap(privateKey, code, 'recovery')]);
  return { keys: { publicKey: toBase64(publicKey), pin: underPin, recovery: underCode }, code, privateKey };
}

/** The door of the page that has just set the lock up. */
export function doorOfSetUp(created: CreatedLock, token: string, until: number): Promise<Door> {
  return doorOf(created.privateKey, fromBase64(created.keys.publicKey), token, until);
}

const lineSchema: z.ZodMiniType<EvidenceLine[]> = z.array(evidenceLineSchema);

/** @throws DOMException for bytes that are no private key */
export async function doorOf(privateKey: Bytes, publicKey: Bytes, token: string, until: number): Promise<Door> {
  const key = await importPrivate(privateKey);
  // A copy of its own: it is wiped when the door shuts.
  const own = privateKey.slice();
  const change = async (ask: Ask, part: { readonly pin?: WrappedKey; readonly recovery?: WrappedKey }) =>
    (await ask('change-lock', { token, ...part })).outcome === 'done';
  return {
    token,
    until,
    async open(parts) {
      const lines: EvidenceLine[] = [];
      let unreadable = 0;
      for (const { alert, part, sealed } of parts) {
        const plain = await openSealed(key, publicKey, sealed, aboutLines(alert, part));
        const read = plain === null ? null : lineSchema.safeParse(parsed(plain));
        if (read?.success) lines.push(...read.data);
        else unreadable += 1;
      }
      return { lines, unreadable };
    },
    changePin: async (ask, pin) => change(ask, { pin: await wrap(own, pin, 'pin') }),
    async newCode(ask) {
      const code = newRecoveryCode();
      return (await change(ask, { recovery: await wrap(own, code, 'recovery') })) ? code : null;
    },
    async shut(ask) {
      own.fill(0);
      await ask('lock', { token });
    },
  };
}

function parsed(plain: Bytes): unknown {
  try {
    return JSON.parse(textOf(plain));
  } catch {
    return null;
  }
}
