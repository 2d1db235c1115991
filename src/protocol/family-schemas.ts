import * as z from 'zod/mini';
import { LEVELS, SIGNALS } from '../engine/signal.ts';
import type { EvidenceLine, FamilySettings, LockKeys, Sealed, View, WrappedKey } from './family.ts';
import type { FamilyKind, FamilyProtocol } from './family-messages.ts';
import { alertId, bounded, direction, level, nothing, siteId, token, tokenOrNull } from './parts.ts';

/** Sizes of what pages send about the family. */
export const FAMILY_LIMITS = {
  trusted: 500,
  /** UTF-16 units of a name, of a way to reach somebody, of a search. */
  name: 200,
  sitesOff: 1000,
  /** Alerts in one answer, entries of the journal in one answer, alerts in one report. */
  page: 200,
  journal: 1000,
  report: 50,
  /** Weeks of the chart. */
  weeks: 60,
  /** Minutes of a pause. */
  pauseFrom: 15,
  pauseTo: 1440,
  passphrase: 1000,
  /** Rounds of PBKDF2 that are accepted: fewer would be weak, more would hang the page. */
  roundsFrom: 600_000,
  roundsTo: 10_000_000,
} as const;

const base64 = (max: number) =>
  z.string().check(z.minLength(4), z.maxLength(max), z.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'not base64'));
const named = bounded(FAMILY_LIMITS.name, 1);
const count = z.int().check(z.gte(0));

/** What a secret guards. `longest`: of its data, in letters of base64. */
export const wrappedSchema = (longest: number): z.ZodMiniType<WrappedKey> =>
  z.object({
    version: z.literal(1),
    kdf: z.literal('PBKDF2-SHA-256'),
    iterations: z.int().check(z.gte(FAMILY_LIMITS.roundsFrom), z.lte(FAMILY_LIMITS.roundsTo)),
    salt: base64(88),
    iv: base64(24),
    data: base64(longest),
  });
/** A private key: what is longer is none. */
const wrappedKeySchema = wrappedSchema(1000);

export const sealedSchema: z.ZodMiniType<Sealed> = z.object({
  version: z.literal(1),
  sender: base64(100),
  iv: base64(24),
  data: base64(2_000_000),
});

/** A line as an alert seals it and as the PIN opens it. */
export const evidenceLineSchema: z.ZodMiniType<EvidenceLine> = z.object({
  author: z.string(),
  direction,
  text: z.string(),
  time: z.nullable(z.number()),
  history: z.boolean(),
});

export const lockKeysFields = { publicKey: base64(100), pin: wrappedKeySchema, recovery: wrappedKeySchema };
const lockKeys: z.ZodMiniType<LockKeys> = z.object(lockKeysFields);

const viewFields = {
  parentFrom: level,
  parentSeesSite: z.boolean(),
  linesFrom: z.nullable(level),
  pause: z.boolean(),
};
const minute = z.int().check(z.gte(0), z.lt(1440));

/** Each setting by itself: what is stored, imported, synchronised or decided by a policy goes through the same ones. */
export const SETTING_FIELDS = {
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  ageGroup: z.enum(['under-13', '13-15', '16-17']),
  view: z.object({
    parentFrom: z.exactOptional(viewFields.parentFrom),
    parentSeesSite: z.exactOptional(viewFields.parentSeesSite),
    linesFrom: z.exactOptional(viewFields.linesFrom),
    pause: z.exactOptional(viewFields.pause),
  }) satisfies z.ZodMiniType<Partial<View>>,
  sitesOff: z.array(siteId).check(z.maxLength(FAMILY_LIMITS.sitesOff)),
  sensitivity: z.enum(['fewer', 'balanced', 'more']),
  trusted: z.array(z.object({ site: siteId, name: named })).check(z.maxLength(FAMILY_LIMITS.trusted)),
  quietHours: z.nullable(z.object({ from: minute, to: minute })),
  retentionDays: z.union([z.literal(7), z.literal(30), z.literal(90)]),
  safeguarding: z.nullable(z.object({ name: named, reach: named })),
} as const satisfies { readonly [K in keyof FamilySettings]: z.ZodMiniType<FamilySettings[K]> };

/** A complete set of them. */
export const familySettingsSchema: z.ZodMiniType<FamilySettings> = z.object(SETTING_FIELDS);

const optional = z.exactOptional;
const settingsChange = z.object({
  country: optional(SETTING_FIELDS.country),
  ageGroup: optional(SETTING_FIELDS.ageGroup),
  view: optional(SETTING_FIELDS.view),
  sitesOff: optional(SETTING_FIELDS.sitesOff),
  sensitivity: optional(SETTING_FIELDS.sensitivity),
  trusted: optional(SETTING_FIELDS.trusted),
  quietHours: optional(SETTING_FIELDS.quietHours),
  retentionDays: optional(SETTING_FIELDS.retentionDays),
  safeguarding: optional(SETTING_FIELDS.safeguarding),
});

const state = z.enum(['new', 'talked-about', 'reported', 'false-alarm']);
const alerts = (max: number) => z.array(alertId).check(z.maxLength(max));
const limit = (max: number) => z.int().check(z.gte(1), z.lte(max));
const filter = z.object({
  levels: optional(z.array(level).check(z.maxLength(LEVELS.length))),
  sites: optional(z.array(siteId).check(z.maxLength(FAMILY_LIMITS.sitesOff))),
  signals: optional(z.array(z.enum(SIGNALS)).check(z.maxLength(SIGNALS.length))),
  states: optional(z.array(state).check(z.maxLength(4))),
  text: optional(bounded(FAMILY_LIMITS.name)),
});

/** What is accepted for each kind that the family's pages send. */
export const FAMILY_SCHEMAS: { readonly [K in FamilyKind]: z.ZodMiniType<FamilyProtocol[K]['request']> } = {
  house: nothing,
  'changes-told': z.object({ upTo: count }),
  'set-up-lock': z.object({ keys: lockKeys, change: settingsChange }),
  'begin-unlock': z.object({ way: z.enum(['pin', 'recovery']) }),
  'finish-unlock': z.object({ attempt: token, proof: z.nullable(base64(1000)) }),
  lock: z.object({ token }),
  'change-lock': z.object({ token, pin: optional(wrappedKeySchema), recovery: optional(wrappedKeySchema) }),
  'reset-lock': z.object({ sure: z.literal(true) }),
  'family-settings': nothing,
  'change-settings': z.object({
    token: tokenOrNull,
    revision: count,
    change: settingsChange,
    restored: optional(z.boolean()),
  }),
  pause: z.object({
    token: tokenOrNull,
    minutes: z
      .int()
      .check(
        z.refine(
          (minutes) => minutes === 0 || (minutes >= FAMILY_LIMITS.pauseFrom && minutes <= FAMILY_LIMITS.pauseTo),
          'must be 0, or 15 to 1440',
        ),
      ),
  }),
  'find-alerts': z.object({ filter, offset: count, limit: limit(FAMILY_LIMITS.page) }),
  'one-alert': z.object({ alert: alertId }),
  'set-alert-state': z.object({
    token: tokenOrNull,
    states: z.array(z.object({ alert: alertId, state })).check(z.maxLength(FAMILY_LIMITS.page)),
  }),
  'alert-lines': z.object({ token, alert: alertId }),
  weeks: z.object({ weeks: limit(FAMILY_LIMITS.weeks) }),
  journal: z.object({ before: z.nullable(count), limit: limit(FAMILY_LIMITS.journal) }),
  'report-facts': z.object({ token: tokenOrNull, alerts: alerts(FAMILY_LIMITS.report) }),
  'sign-report': z.object({
    token: tokenOrNull,
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    alerts: alerts(FAMILY_LIMITS.report),
  }),
  'sync-status': nothing,
  'set-sync': z.object({
    token,
    passphrase: z.nullable(bounded(FAMILY_LIMITS.passphrase, 8)),
  }),
};
