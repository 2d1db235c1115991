import type { Level } from '../../engine/signal.ts';
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
import { reachesLines } from './alert-view.ts';

/** Lines before and after each finding that are sealed. */
const BEFORE = 12;
const AFTER = 6;
/** Parts and lines of one alert at most; a flood must not fill the disk. The first ones stay. */
const MAX_PARTS = 60;
const MAX_LINES = 300;

/** What is remembered of the lines between two batches. */
export interface Waiting {
  readonly lines: readonly EvidenceLine[];
  /** How many of the lines that come next still belong to a finding. */
  readonly after: number;
  /** What the alert had grown to with that finding; null before the first. */
  readonly level: Level | null;
}

export interface Chosen extends Waiting {
  readonly seal: readonly EvidenceLine[];
}

/**
 * Which lines belong to an alert: those before each finding, the finding and some after it, at the levels that are sealed
 * now. What the view no longer shows isn't sealed any more either, also when the finding was before that.
 */
export function chooseLines(before: Waiting, read: readonly ReadLine[], from: View['linesFrom']): Chosen {
  const chosen: EvidenceLine[] = [];
  let waiting = [...before.lines];
  let { after, level } = before;
  if (!reachesLines(level, from)) after = 0;
  for (const { line, grewTo } of read) {
    waiting.push(line);
    if (reachesLines(grewTo, from)) {
      after = AFTER + 1;
      level = grewTo;
    }
    if (after > 0) {
      after -= 1;
      chosen.push(...waiting);
      waiting = [];
    } else waiting = waiting.slice(-BEFORE);
  }
  return { seal: chosen, lines: waiting, after, level };
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
