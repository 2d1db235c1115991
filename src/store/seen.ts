import { shortHash } from '../fingerprint.ts';

/** Messages of a conversation that are remembered as counted. A busy page shows a few hundred. */
export const SEEN_LIMIT = 1000;

/** `key.revision.second`, the first two hashed: 1,000 of them are 30 KB. */
export type SeenEntry = string;

/** `new`; `edited`: the key is known and the revision isn't; `known`: counted before, in this revision. */
export type Seen = 'new' | 'edited' | 'known';

export interface SeenRing {
  /** Whether a message was counted. History that is no newer than what the ring has let go counts as known. */
  look(key: string, revision: string, time: number | null, history: boolean): Seen;
  /** Remembers one; the oldest goes when the ring is full. */
  add(key: string, revision: string, time: number | null): void;
  readonly entries: readonly SeenEntry[];
  /** ms: the newest time among those that were let go; 0 when none was. */
  readonly forgotten: number;
}

/**
 * The ring that makes at-least-once delivery exactly-once counting. Each revision of a message has its own entry, so that
 * neither a late copy of the old text nor the new one that comes again is read twice.
 * @param now ms; a time in the future is taken as now, or one forged stamp would make all later history "known"
 */
export function seenRing(stored: readonly SeenEntry[], forgotten: number, salt: string, now: number): SeenRing {
  const entries = [...stored];
  const keys = new Map<string, number>();
  const pairs = new Set<string>();
  let gone = forgotten;

  const take = (entry: SeenEntry) => {
    const [key = '', revision = ''] = entry.split('.');
    keys.set(key, (keys.get(key) ?? 0) + 1);
    pairs.add(`${key}.${revision}`);
  };
  const drop = (entry: SeenEntry) => {
    const [key = '', revision = '', second = ''] = entry.split('.');
    const left = (keys.get(key) ?? 1) - 1;
    if (left > 0) keys.set(key, left);
    else keys.delete(key);
    pairs.delete(`${key}.${revision}`);
    if (second !== '') gone = Math.max(gone, Number.parseInt(second, 36) * 1000);
  };
  const hash = (text: string) => shortHash(`${salt}/${text}`);
  entries.forEach(take);

  return {
    look(key, revision, time, history) {
      const hashed = hash(key);
      if (pairs.has(`${hashed}.${hash(revision)}`)) return 'known';
      if (keys.has(hashed)) return 'edited';
      return history && time !== null && Math.floor(time / 1000) * 1000 <= gone ? 'known' : 'new';
    },
    add(key, revision, time) {
      const second = time === null ? '' : Math.max(0, Math.floor(Math.min(time, now) / 1000)).toString(36);
      const entry = `${hash(key)}.${hash(revision)}.${second}`;
      entries.push(entry);
      take(entry);
      while (entries.length > SEEN_LIMIT) {
        const oldest = entries.shift();
        if (oldest !== undefined) drop(oldest);
      }
    },
    get entries() {
      return entries;
    },
    get forgotten() {
      return gone;
    },
  };
}
