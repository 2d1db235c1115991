import { levelRank } from '../../engine/signal.ts';
import { canonical } from '../../journal/canonical.ts';
import type { Note } from '../../journal/journal.ts';
import type { EvidenceLine, View } from '../../protocol/family.ts';
import { fromBase64, sha256, utf8 } from '../../sealing/bytes.ts';
import { aboutLines, seal } from '../../sealing/seal.ts';
import type { StoredAlert } from '../../store/alerts.ts';
import { readLock } from '../../store/lock.ts';
import { putSealed } from '../../store/sealed.ts';
import type { Change } from '../../store/shelf.ts';
import type { ReadLine } from '../count.ts';
import type { Room } from '../study.ts';

/** Lines before and after each finding that are sealed. */
const BEFORE = 12;
const AFTER = 6;
/** Parts and lines of one alert at most; a flood must not fill the disk. The first ones stay. */
const MAX_PARTS = 60;
const MAX_LINES = 300;

/** What is remembered of the lines between two batches. */
export interface Waiting {
  readonly lines: readonly EvidenceLine[];
  readonly after: number;
}

export interface Chosen extends Waiting {
  readonly seal: readonly EvidenceLine[];
}

/** Which lines belong to an alert: those before each finding, the finding and some after it, at the levels that are sealed. */
export function chooseLines(before: Waiting, read: readonly ReadLine[], from: View['linesFrom']): Chosen {
  const chosen: EvidenceLine[] = [];
  let waiting = [...before.lines];
  let { after } = before;
  for (const { line, grewTo } of read) {
    waiting.push(line);
    const finds = grewTo !== null && from !== null && levelRank(grewTo) >= levelRank(from);
    if (finds) after = AFTER + 1;
    if (after > 0) {
      after -= 1;
      chosen.push(...waiting);
      waiting = [];
    } else waiting = waiting.slice(-BEFORE);
  }
  return { seal: chosen, lines: waiting, after };
}

/**
 * Seals the chosen lines of an alert for the family's key: the changes that keep them, the alert with them counted, and
 * what the journal notes. Without a lock nothing is kept of them.
 */
export async function sealLines(
  { cupboard }: Pick<Room, 'cupboard'>,
  alert: StoredAlert,
  lines: readonly EvidenceLine[],
  now: number,
): Promise<{ readonly alert: StoredAlert; readonly changes: Change[]; readonly notes: Note[] }> {
  const kept = lines.slice(0, MAX_LINES - alert.lines);
  const lock = kept.length === 0 || alert.parts >= MAX_PARTS ? null : await readLock(cupboard, now);
  if (lock === null) return { alert, changes: [], notes: [] };
  const part = alert.parts + 1;
  const sealed = await seal(fromBase64(lock.publicKey), utf8(JSON.stringify(kept)), aboutLines(alert.id, part));
  const change = putSealed({ alert: alert.id, part, lines: kept.length, at: now, sealed });
  const facts = { alert: alert.id, part, lines: kept.length, sha256: await sha256(canonical(sealed)) };
  return {
    alert: { ...alert, parts: part, lines: alert.lines + kept.length },
    changes: [change],
    notes: [{ kind: 'evidence', facts }],
  };
}
