import { formatLanguage, t } from '../../i18n.ts';
import type { FamilySettings } from '../../protocol/family.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { spanText } from '../../ui/time-text.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

const DAY_MINUTES = 1440;
const DAYS: readonly FamilySettings['retentionDays'][] = [7, 30, 90];

/** How long alerts, lines and notes stay. */
export function RetentionPart({ family }: { readonly family: Family }) {
  const language = formatLanguage();
  return (
    <SettingCard
      id="retention"
      title={t('retention_heading')}
      text={t('retention_text')}
      family={family}
      name="retentionDays"
    >
      <RadioGroup
        name="retention"
        labelledBy="retention"
        row
        value={family.settings.retentionDays}
        options={DAYS.map((days) => ({ value: days, title: spanText(days * DAY_MINUTES, language) }))}
        disabled={!family.may('retentionDays')}
        saves
        onChoose={(retentionDays) => family.change({ retentionDays })}
      />
    </SettingCard>
  );
}
