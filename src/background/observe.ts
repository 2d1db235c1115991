import type { Note } from '../journal/journal.ts';
import { noted } from '../journal/journal.ts';
import type { ObservedBatch, ResponseOf } from '../protocol/messages.ts';
import { originOf, type Sender } from '../protocol/senders.ts';
import { isDue, putAlert, readAlert } from '../store/alerts.ts';
import { newConversation, putConversation, readConversation } from '../store/conversations.ts';
import { surplus } from '../store/housekeeping.ts';
import { threadId } from '../store/thread-id.ts';
import { type Counted, countBatch } from './count.ts';
import { chooseLines, sealLines } from './family/seal-lines.ts';
import type { Room } from './study.ts';
import { trustedOn } from './trusted.ts';
import { pageWarning } from './warning.ts';

/**
 * Reads one batch. Runs in the queue. What the batch changed is stored in one transaction before this resolves; when it
 * rejects, nothing was acknowledged, and the batch that comes again is counted once.
 */
export async function observe(room: Room, batch: ObservedBatch, sender: Sender): Promise<ResponseOf<'observe'>> {
  const { cupboard, memory, env } = room;
  const now = env.now();
  const { settings, view } = await room.household.current();
  const off = settings.sitesOff.includes(batch.site) || (await room.household.pausedUntil()) !== null;
  if (off) return { acknowledged: true, warning: null };

  const id = await threadId(await room.salt(), batch.site, originOf(sender), batch.thread);
  const stored = await readConversation(cupboard, id, now);
  const conversation = stored ?? newConversation(id, batch.site);
  const before = await readAlert(cupboard, id, now);
  const known = await memory.recall(id, conversation.version);
  const trusted = trustedOn(batch.site, settings);
  const after = countBatch(
    room.engine(settings.sensitivity),
    batch,
    { conversation, alert: before, recent: known.recent, trusted },
    await room.salt(),
    now,
  );
  const grew = after.alert !== before;
  if (after.fresh > 0) {
    const { version } = after.conversation;
    const chosen = chooseLines(known, after.read, view.linesFrom);
    const { seal, ...waiting } = chosen;
    const next = { version, recent: after.recent, ...waiting };
    await memory.remember(id, conversation.version, next, now);
    const changes = [putConversation(after.conversation)];
    const evidence = after.alert === null ? null : await sealLines(room, after.alert, seal, now);
    if (evidence !== null && (grew || evidence.changes.length > 0))
      changes.push(putAlert(evidence.alert), ...evidence.changes);
    if (stored === null) changes.push(...(await surplus(cupboard)));
    changes.push(...(await noted(cupboard, [...rise(after, before), ...(evidence?.notes ?? [])], now)));
    await cupboard.write(changes, grew);
  }
  // After the answer: the page's warning comes first, and what is owed is found again at the next start.
  if (grew) void room.announce(id).catch(() => undefined);
  const { alert } = after;
  const may = room.openings.mayWarn(sender, id, batch, alert?.level ?? null);
  const due = may && alert !== null && isDue(alert);
  return { acknowledged: true, warning: due ? pageWarning(alert, room, settings.country) : null };
}

/** An alert that is new or has risen, for the journal. */
function rise({ alert }: Counted, before: Counted['alert']): Note[] {
  if (alert === null || alert.level === before?.level) return [];
  const { id, level, signals } = alert;
  // Not the site: an older child's parent isn't told of it, and the journal is kept for longer than the alert.
  return [{ kind: 'alert', facts: { alert: id, level, signals: signals.join(',') } }];
}
