import type { SettingName, SettingsChange } from '../protocol/family.ts';
import { SETTING_FIELDS } from '../protocol/family-schemas.ts';

/**
 * Settings that a school or the owner of a device may decide. What makes Nightlight honest is not among them: the icon,
 * the child's page, the helplines and the warnings can't be switched off by anybody.
 */
export const POLICY_NAMES = [
  'ageGroup',
  'country',
  'sitesOff',
  'sensitivity',
  'retentionDays',
  'quietHours',
  'safeguarding',
] as const satisfies readonly SettingName[];

export interface Policy {
  readonly values: SettingsChange;
  readonly managed: readonly SettingName[];
  /** Whether the family may pause; a policy can forbid it. */
  readonly mayPause: boolean;
  /** Names in the policy that nobody knows, or whose value doesn't fit: they have no effect. */
  readonly ignored: readonly string[];
}

export const NO_POLICY: Policy = { values: {}, managed: [], mayPause: true, ignored: [] };

/**
 * Reads what the browser gives as managed storage. Each value stands by itself: one that doesn't fit is ignored and named,
 * and the others hold. Never throws.
 */
export function parsePolicy(raw: unknown): Policy {
  if (typeof raw !== 'object' || raw === null) return NO_POLICY;
  const values: Record<string, unknown> = {};
  const ignored: string[] = [];
  let mayPause = true;
  for (const [name, value] of Object.entries(raw)) {
    const known = POLICY_NAMES.find((other) => other === name);
    if (name === 'mayPause' && typeof value === 'boolean') mayPause = value;
    else if (known !== undefined && SETTING_FIELDS[known].safeParse(value).success) {
      // Parsed again for what it leaves out: fields that nobody knows.
      values[known] = SETTING_FIELDS[known].parse(value);
    } else ignored.push(name.slice(0, 40));
  }
  // In an order of its own: browsers give the names in different ones.
  const managed = POLICY_NAMES.filter((name) => name in values);
  return { values: values as SettingsChange, managed, mayPause, ignored: ignored.sort() };
}
