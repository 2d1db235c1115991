import type { StoredSummary } from '../protocol/messages.ts';
import type { Sender } from '../protocol/senders.ts';
import { markDismissed, markShown, newestAlerts, putAlert, readAlert, type StoredAlert } from '../store/alerts.ts';
import { SETTINGS_KEY } from '../store/settings.ts';
import type { Change } from '../store/shelf.ts';
import { createChildHandlers } from './child.ts';
import { eraseAll } from './erase.ts';
import { listed } from './family/alert-view.ts';
import { mayChange, mustBeOpen } from './family/gate.ts';
import { createFamilyHandlers } from './family/handlers.ts';
import { lookInto, sitesIn, statusOf } from './health.ts';
import { observe } from './observe.ts';
import type { Handlers } from './router.ts';
import { wereSeen } from './seen.ts';
import type { Room } from './study.ts';

/** Alerts that are looked at for the child's list, whatever its length: those that it leaves out push out no others. */
const MOST_LISTED = 500;

/** What the background answers to each kind. Whatever touches the store waits for its turn in the queue. */
export function createHandlers(room: Room): Handlers {
  const { cupboard, queue, health, env } = room;
  const settings = async () => {
    const { country, ageGroup, sitesOff } = (await room.household.current()).settings;
    return { country, ageGroup, sitesOff };
  };

  /** Changes alerts in one transaction; one that is gone is no error, since a page may be older than the store. */
  async function change(ids: readonly string[], with_: (alert: StoredAlert) => StoredAlert): Promise<void> {
    const changes: Change[] = [];
    for (const id of new Set(ids)) {
      const alert = await readAlert(cupboard, id, env.now());
      if (alert !== null) changes.push(putAlert(with_(alert)));
    }
    if (changes.length > 0) await cupboard.write(changes, false);
  }

  return {
    async hello({ site, starts }, sender) {
      if (!(await env.pages.mayRead(sender))) return { on: false };
      if (starts) room.openings.start(sender);
      const tab = tabOf(sender);
      if (tab !== null) {
        const frame = sender.frameId ?? 0;
        if (starts) await health.start(tab, frame, site);
        // Not waited for: a page that is loading keeps the look waiting, and this one wants to read.
        void env.pages
          .live(tab, frame)
          .then((live) => live && health.keep(tab, frame, [site, ...live.map((one) => one.site)]))
          .then(() => room.lamp.show(tab))
          .catch(() => undefined);
      }
      const { sitesOff } = await queue.run(settings);
      return { on: !sitesOff.includes(site) };
    },
    async observe({ batch }, sender) {
      // Where nothing may be read any more nothing is counted. Should it be allowed again, the page is read anew.
      if (!(await env.pages.mayRead(sender))) return { acknowledged: true, warning: null, over: true };
      return queue.run(() => observe(room, batch, sender));
    },
    async shown({ alert, level }, sender) {
      room.openings.shown(sender, alert);
      await queue.run(() => change([alert], (stored) => markShown(stored, level)));
      return { ok: true };
    },
    async dismissed({ alert, level }) {
      await queue.run(() => change([alert], (stored) => markDismissed(stored, level)));
      return { ok: true };
    },
    async health(body, sender) {
      if (!(await env.pages.mayRead(sender))) return { ok: true };
      const tab = tabOf(sender);
      if (tab !== null) {
        const origin = await env.pages.grantOf(sender);
        await health.note(tab, sender.frameId ?? 0, body.health, origin, env.now());
        void room.lamp.show(tab).catch(() => undefined);
      }
      if (body.health.state === 'not-understood') await queue.run(() => room.pulse.notUnderstood(body.health.site));
      return { ok: true };
    },
    async voice(_, sender) {
      await env.pages.bringVoice(sender);
      return { ok: true };
    },
    async reader(_, sender) {
      if (!(await env.pages.mayRead(sender))) return { ok: true };
      await env.pages.bringReader(sender);
      return { ok: true };
    },
    async 'page-status'({ tab }) {
      const { records, live } = await lookInto(tab, health, env.pages);
      return statusOf(records, live, (await queue.run(settings)).sitesOff);
    },
    structure: async ({ tab }) => ({ report: await env.pages.structure(tab) }),
    async 'sites-health'() {
      const { view } = await queue.run(() => room.household.current());
      return { sites: view.parentSeesSite ? await health.sites() : null };
    },
    async 'add-origin'({ token, origin }) {
      if (!(await queue.run(() => mayChange(room, token)))) return { outcome: 'locked' };
      if (!(await env.pages.addOrigin(origin))) return { outcome: 'not-granted' };
      return { outcome: 'done', origins: await env.pages.origins() };
    },
    async 'remove-origin'({ token, origin }) {
      if (!(await queue.run(() => mayChange(room, token)))) return { outcome: 'locked' };
      await env.pages.removeOrigin(origin);
      return { outcome: 'done', origins: await env.pages.origins() };
    },
    async alerts({ limit, tab }) {
      const look = tab === null ? null : await lookInto(tab, health, env.pages);
      const front = look === null ? new Set<string>() : sitesIn(look.records, look.live);
      return queue.run(async () => {
        const { view } = await room.household.current();
        const alerts = await newestAlerts(cupboard, Math.max(limit, MOST_LISTED), env.now());
        const { shown, elsewhere } = listed(alerts, view, front);
        return { alerts: shown.slice(0, limit), elsewhere, state: cupboard.state() };
      });
    },
    async 'mark-seen'({ alerts }) {
      await queue.run(() => change(alerts, (alert) => ({ ...alert, unseen: 0 })));
      await wereSeen(room, alerts);
      return { ok: true };
    },
    'get-settings': async () => ({ settings: await queue.run(settings), sites: [...env.sites()] }),
    stored: () => queue.run(async () => ({ stored: await summary(room) })),
    async 'erase-all'({ token = null }) {
      await queue.run(async () => {
        await mustBeOpen(room, token);
        await eraseAll(room);
      });
      await room.announce();
      return { ok: true };
    },
    ...createFamilyHandlers(room),
    ...createChildHandlers(room),
  };
}

async function summary({ cupboard, env }: Room): Promise<StoredSummary> {
  return {
    conversations: await cupboard.count('conversations'),
    alerts: await cupboard.count('alerts'),
    settings: (await cupboard.get('settings', SETTINGS_KEY)) === undefined ? 0 : 1,
    bytes: await env.size().catch(() => null),
    state: cupboard.state(),
  };
}

function tabOf(sender: Sender): number | null {
  return sender.tab?.id ?? null;
}
