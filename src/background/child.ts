import type { ConversationState } from '../engine/index.ts';
import { within } from '../patience.ts';
import type { ChildKind } from '../protocol/child-messages.ts';
import { originOf, type Sender } from '../protocol/senders.ts';
import { markNotAProblem, putAlert, readAlert } from '../store/alerts.ts';
import { readConversation } from '../store/conversations.ts';
import { threadId } from '../store/thread-id.ts';
import type { Handlers } from './router.ts';
import { wereSeen } from './seen.ts';
import type { Room } from './study.ts';
import { isTrusted, trustedOn } from './trusted.ts';

interface Known {
  readonly state: ConversationState;
  /** The parent marked this peer as trusted. */
  readonly trusted: boolean;
}

/** ms that a popup is waited for: Firefox gives no answer while another window has the focus. */
const PATIENCE = 1500;
/** ms that a popup takes to open at most: Firefox says that it is open before it is, and takes it back when it changes. */
const OPENING = 3000;
const HELP = 'src/popup/popup.html#talk';

/** What the background answers to the child's side. */
export function createChildHandlers(room: Room): Pick<Handlers, ChildKind> {
  const { cupboard, queue, env } = room;

  /**
   * What is known of a conversation; null where nothing is or may be read, where its site is switched off, while Nightlight
   * is paused, and where this family has no pause before sending.
   */
  async function stateOf(site: string, name: string, sender: Sender): Promise<Known | null> {
    const now = env.now();
    if (!(await env.pages.mayRead(sender)) || (await room.household.pausedUntil()) !== null) return null;
    const { settings, view } = await room.household.current();
    if (!view.pause || settings.sitesOff.includes(site)) return null;
    const id = await threadId(await room.salt(), site, originOf(sender), name);
    const conversation = await readConversation(cupboard, id, now);
    const engine = conversation?.engine ?? null;
    if (conversation === null || engine === null) return null;
    const alert = await readAlert(cupboard, id, now);
    const { recent } = await room.memory.recall(id, conversation.version);
    const peer = recent.findLast(({ side }) => side !== 'child')?.author ?? '';
    // In a group everybody reads it, also who is not trusted; the engine turns to an author in groups alone.
    const group = engine.author !== '';
    const trusted = !group && isTrusted(trustedOn(site, settings), { author: peer, title: alert?.title ?? '', group });
    return { state: { ...engine, raised: alert?.level ?? null, recent: [] }, trusted };
  }

  return {
    async draft({ site, thread, text }, sender) {
      // In the queue: what the peer wrote last is counted first.
      const known = await queue.run(() => stateOf(site, thread, sender));
      if (known === null) return { gives: null, asked: false };
      const { state, trusted } = known;
      const context = { now: env.now(), trusted };
      const judge = room.drafts();
      if (!judge.matters(state, context)) return { gives: null, asked: false };
      return { gives: judge.judge(state, text, context), asked: true };
    },
    async talk(_, sender) {
      return { opened: await openHelp(room, sender) };
    },
    async 'not-a-problem'({ alert: id, undo }) {
      await queue.run(async () => {
        const alert = await readAlert(cupboard, id, env.now());
        if (alert !== null) await cupboard.write([putAlert(markNotAProblem(alert, undo ? null : env.now()))], false);
      });
      if (!undo) await wereSeen(room, [id]);
      return { ok: true };
    },
  };
}

/** The popup above the page that asked; a tab where the browser opens none by itself. */
async function openHelp({ env: { platform } }: Room, sender: Sender): Promise<boolean> {
  const { action, runtime, tabs } = platform;
  const { id: tabId, windowId } = sender.tab ?? {};
  const popup = runtime.getURL(HELP);
  try {
    if (action.openPopup === undefined || tabId === undefined) throw new Error('no popup to open');
    // For the time of opening alone, the popup of this tab is the page of helplines. Should the worker end before that time
    // is over, the popup begins there until the tab goes elsewhere: no harm.
    await action.setPopup?.({ tabId, popup });
    setTimeout(() => void action.setPopup?.({ tabId, popup: null }).catch(() => undefined), OPENING);
    await within(PATIENCE, action.openPopup(windowId === undefined ? {} : { windowId }), 'the popup');
    return true;
  } catch {
    return (await tabs?.create({ url: popup }).catch(() => null)) != null;
  }
}
