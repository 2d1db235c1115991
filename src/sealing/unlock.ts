import { fromBase64, toBase64 } from './bytes.ts';
import { readRecoveryCode } from './code.ts';
import { type Ask, type Door, doorOf } from './door.ts';
import { aboutTry, importPrivate, openSealed } from './seal.ts';
import { unwrap } from './wrap.ts';

export type Unlock =
  | { readonly outcome: 'open'; readonly door: Door }
  | { readonly outcome: 'wrong'; readonly failed: number; readonly waitMs: number }
  | { readonly outcome: 'wait'; readonly waitMs: number }
  /** Not a recovery code at all: a slip, which cost no try. */
  | { readonly outcome: 'not-a-code' }
  | { readonly outcome: 'not-set' };

/**
 * Opens this page with the PIN or the recovery code. Neither leaves the page, nor does the private key: the background
 * gives the wrapped key and something sealed for it, and takes the opened thing as the proof.
 */
export async function unlock(ask: Ask, way: 'pin' | 'recovery', typed: string): Promise<Unlock> {
  const secret = way === 'pin' ? typed : readRecoveryCode(typed);
  if (secret === null) return { outcome: 'not-a-code' };
  const begun = await ask('begin-unlock', { way });
  if (begun.outcome !== 'try') return begun;
  const { attempt, wrapped, challenge, publicKey } = begun;
  const privateKey = await unwrap(wrapped, secret, way);
  const proof =
    privateKey === null
      ? null
      : await openSealed(await importPrivate(privateKey), fromBase64(publicKey), challenge, aboutTry(attempt));
  const ended = await ask('finish-unlock', { attempt, proof: proof === null ? null : toBase64(proof) });
  if (ended.outcome === 'wrong' || privateKey === null)
    return ended.outcome === 'wrong' ? ended : { outcome: 'wrong', failed: 0, waitMs: 0 };
  return {
    outcome: 'open',
    door: await doorOf(privateKey, fromBase64(publicKey), ended.token, ended.until),
  };
}
