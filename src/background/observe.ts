import type { ObservedBatch, ResponseOf } from '../protocol/messages.ts';
import { originOf, type Sender } from '../protocol/senders.ts';
import { isDue, putAlert, readAlert } from '../store/alerts.ts';
import { newConversation, putConversation, readConversation } from '../store/conversations.ts';
import { threadId } from '../store/hash.ts';
import { surplus } from '../store/housekeeping.ts';
import { readSettings } from '../store/settings.ts';
import { countBatch } from './count.ts';
import type { Room } from './study.ts';
import { pageWarning } from './warning.ts';

/**
 * Reads one batch. Runs in the queue. What the batch changed is stored in one transaction before this resolves; when it
 * rejects, nothing was acknowledged, and the batch that comes again is counted once.
 */
export async function observe(room: Room, batch: ObservedBatch, sender: Sender): Promise<ResponseOf<'observe'>> {
  const { cupboard, memory, env } = room;
  const now = env.now();
  const settings = await readSettings(cupboard, env.defaults, now);
  if (settings.sitesOff.includes(batch.site)) return { acknowledged: true, warning: null };

  const id = await threadId(await room.salt(), batch.site, originOf(sender), batch.thread);
  const stored = await readConversation(cupboard, id, now);
  const conversation = stored ?? newConversation(id, batch.site);
  const before = await readAlert(cupboard, id, now);
  const recent = await memory.recall(id, conversation.version);
  const after = countBatch(room.engine(), batch, { conversation, alert: before, recent }, await room.salt(), now);
  const grew = after.alert !== before;
  if (after.fresh > 0) {
    const { version } = after.conversation;
    await memory.remember(id, conversation.version, { version, recent: after.recent }, now);
    const changes = [putConversation(after.conversation)];
    if (after.alert !== null && grew) changes.push(putAlert(after.alert));
    if (stored === null) changes.push(...(await surplus(cupboard)));
    await cupboard.write(changes, grew);
  }
  // After the answer: the page's warning comes first, and what is owed is found again at the next start.
  if (grew) void room.announce(id).catch(() => undefined);
  const { alert } = after;
  const may = room.openings.mayWarn(sender, id, batch, alert?.level ?? null);
  const due = may && alert !== null && isDue(alert);
  return { acknowledged: true, warning: due ? pageWarning(alert, room) : null };
}
