import type { MessageKey } from '../i18n.ts';
import type { SettingName } from '../protocol/family.ts';

/** What each setting is called, where it is only named. */
export const SETTING_NAMES: Record<SettingName, MessageKey> = {
  country: 'country_heading',
  ageGroup: 'age_heading',
  view: 'view_open',
  sitesOff: 'sites_heading',
  sensitivity: 'sensitivity_heading',
  trusted: 'trusted_heading',
  quietHours: 'quiet_heading',
  retentionDays: 'retention_heading',
  safeguarding: 'safeguarding_heading',
};

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTING_NAMES, name);
}
