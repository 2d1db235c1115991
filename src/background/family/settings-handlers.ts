import { putPause } from '../../store/pause.ts';
import { toldUpTo } from '../../store/told.ts';
import type { Handlers } from '../router.ts';
import type { Room } from '../study.ts';
import { mayChange } from './gate.ts';

type SettingsKind = 'family-settings' | 'change-settings' | 'pause' | 'changes-told';

/** The family's settings, the pause, and what the child is told of them. */
export function createSettingsHandlers(room: Room): Pick<Handlers, SettingsKind> {
  const { cupboard, queue, env, household } = room;
  const wakeAt = async (when: number) => env.platform.alarms?.create('pause', { when });
  return {
    'family-settings': () => queue.run(() => household.current()),

    'change-settings': ({ token, revision, change, restored }) =>
      queue.run(async () => {
        if (!(await mayChange(room, token))) return { outcome: 'locked' };
        const before = await household.current();
        // Made on settings that another page has changed meanwhile: this one would silently take that back.
        if (revision !== before.revision) return { outcome: 'conflict', ...before };
        const fields = before.managed.filter((name) => change[name] !== undefined);
        if (fields.length > 0) return { outcome: 'managed', fields };
        const changes = await household.change(
          change,
          restored === true ? { what: 'restored', note: { kind: 'settings', facts: { restored: true } } } : undefined,
        );
        if (changes.length > 0) await cupboard.write(changes, true);
        room.settingsChanged();
        return { outcome: 'saved', ...(await household.current()) };
      }),

    pause: ({ token, minutes }) =>
      queue.run(async () => {
        if (!(await mayChange(room, token))) return { outcome: 'locked' };
        if (minutes > 0 && !(await household.policy()).mayPause) return { outcome: 'managed' };
        const was = await household.pausedUntil();
        const kind = minutes > 0 ? 'pause' : 'resume';
        if (minutes > 0 || was !== null)
          await household.write([putPause(minutes, env.now())], [{ kind, facts: { minutes } }], [kind]);
        const pausedUntil = await household.pausedUntil();
        // A beat at its end, which puts the lamps right; without it they wait for the next one.
        if (pausedUntil !== null) void wakeAt(pausedUntil).catch(() => undefined);
        room.relight();
        return { outcome: 'done', pausedUntil };
      }),

    'changes-told': ({ upTo }) =>
      queue.run(async () => {
        const changes = await toldUpTo(cupboard, upTo, env.now());
        if (changes.length > 0) await cupboard.write(changes, false);
        return { ok: true };
      }),
  };
}
