import * as z from 'zod/mini';
import { canonical } from '../../journal/canonical.ts';
import { type Note, noted } from '../../journal/journal.ts';
import { NO_POLICY, type Policy, parsePolicy } from '../../policy/policy.ts';
import type { ChangeNote, FamilySettingsAnswer, SettingName, SettingsChange } from '../../protocol/family.ts';
import type { Settings } from '../../protocol/messages.ts';
import { sha256 } from '../../sealing/bytes.ts';
import type { Cupboard } from '../../store/cupboard.ts';
import { readItem } from '../../store/item.ts';
import { pausedUntil } from '../../store/pause.ts';
import { AGE_DEFAULTS, changedFamily, putFamily, readFamily, type StoredFamily } from '../../store/settings.ts';
import type { Change } from '../../store/shelf.ts';
import { toTell } from '../../store/told.ts';

export interface HouseholdEnv {
  readonly defaults: Settings;
  readonly now: () => number;
  /** The browser's managed storage; rejects where no policy is set (Firefox). Not there: no policy. */
  readonly managed?: (() => Promise<unknown>) | undefined;
  /** Whether the browser lets the extension into private windows. Not there: no. */
  readonly inPrivate?: (() => Promise<boolean>) | undefined;
}

/** How the family wants it, with the policy over it. Everything here is called within the queue. */
export interface Household {
  current(): Promise<FamilySettingsAnswer>;
  policy(): Promise<Policy>;
  /** Reads the policy again, notes in the journal that it changed and tells the child. */
  refreshPolicy(): Promise<void>;
  /** Asks whether private windows are covered, notes in the journal that it changed and tells the child. */
  refreshPrivate(): Promise<void>;
  /** ms until which nothing is read; null when it is. */
  pausedUntil(): Promise<number | null>;
  stored(): Promise<StoredFamily>;
  /** The changes that put settings in force, with the journal and what the child is told; none when nothing changes. */
  change(change: SettingsChange, as?: { readonly what: ChangeNote['what']; readonly note: Note }): Promise<Change[]>;
  /** Writes changes with notes and what the child is told of, in one transaction. */
  write(changes: readonly Change[], notes: readonly Note[], tell?: readonly ChangeNote['what'][]): Promise<void>;
}

const POLICY_KEY = 'policy';
const policySchema = z.object({ hash: z.string() });
const PRIVATE_KEY = 'private';
const privateSchema = z.object({ allowed: z.boolean() });

export function createHousehold(env: HouseholdEnv, cupboard: Cupboard): Household {
  let policy: Promise<Policy> | null = null;
  const stored = () => readFamily(cupboard, env.defaults, env.now());

  function readPolicy(): Promise<Policy> {
    policy ??= (env.managed?.() ?? Promise.resolve(null)).then(parsePolicy, () => NO_POLICY);
    return policy;
  }

  async function write(
    changes: readonly Change[],
    notes: readonly Note[],
    tell: readonly ChangeNote['what'][] = [],
  ): Promise<void> {
    const now = env.now();
    const more = [...(await toTell(cupboard, tell, now)), ...(await noted(cupboard, notes, now))];
    if (changes.length + more.length > 0) await cupboard.write([...changes, ...more], true);
  }

  return {
    async current() {
      const [{ settings, revision }, { values, managed }] = [await stored(), await readPolicy()];
      // The age group of a policy brings its own defaults, as one that is chosen does.
      const regrouped = values.ageGroup !== undefined && values.ageGroup !== settings.ageGroup;
      const inForce = { ...settings, ...(regrouped && { view: {} }), ...values };
      return { settings: inForce, view: { ...AGE_DEFAULTS[inForce.ageGroup], ...inForce.view }, revision, managed };
    },
    policy: readPolicy,
    async refreshPolicy() {
      policy = null;
      const { values, mayPause, ignored } = await readPolicy();
      const hash = await sha256(canonical({ values, mayPause, ignored }));
      const known = await readItem(cupboard, 'settings', POLICY_KEY, policySchema, env.now());
      if (known?.hash === hash) return;
      const names = [...Object.keys(values), ...(mayPause ? [] : ['mayPause'])];
      if (known === null && names.length + ignored.length === 0) return;
      await write(
        [{ store: 'settings', key: POLICY_KEY, value: { hash } }],
        [{ kind: 'policy', facts: { decides: names.join(','), ignored: ignored.join(',').slice(0, 500) } }],
        ['policy'],
      );
    },
    async refreshPrivate() {
      const allowed = await (env.inPrivate?.() ?? false);
      const known = await readItem(cupboard, 'settings', PRIVATE_KEY, privateSchema, env.now());
      if ((known?.allowed ?? false) === allowed) return;
      await write(
        [{ store: 'settings', key: PRIVATE_KEY, value: { allowed } }],
        [{ kind: 'permission', facts: { private: allowed ? 'allowed' : 'withdrawn' } }],
        ['private'],
      );
    },
    // A policy that forbids pausing ends one that was begun before it.
    pausedUntil: async () => ((await readPolicy()).mayPause ? pausedUntil(cupboard, env.now()) : null),
    stored,
    async change(change, as) {
      const now = env.now();
      const { family, names } = changedFamily(await stored(), change, now);
      if (names.length === 0 && as === undefined) return [];
      const note: Note = as?.note ?? { kind: 'settings' };
      const told: (SettingName | ChangeNote['what'])[] = as === undefined ? [...names] : [as.what, ...names];
      return [
        putFamily(family),
        ...(await toTell(cupboard, told, now)),
        ...(await noted(cupboard, [{ ...note, facts: { ...note.facts, changed: names.join(',') } }], now)),
      ];
    },
    write,
  };
}
