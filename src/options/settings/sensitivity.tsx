import { formatLanguage, type MessageKey, t } from '../../i18n.ts';
import type { Sensitivity } from '../../protocol/family.ts';
import { countText } from '../../ui/format.ts';
import { MEASURED, MEASURED_ON } from '../../ui/measured.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

const NAMES: Record<Sensitivity, MessageKey> = {
  fewer: 'sensitivity_fewer',
  balanced: 'sensitivity_balanced',
  more: 'sensitivity_more',
};
/** Messages that somebody reads in thirty days, at 100 a day. */
const MONTH = 3000;
const CHOICES = Object.keys(NAMES) as Sensitivity[];

/** How many false alarms a family accepts, each choice with its published rate. */
export function SensitivityPart({ family }: { readonly family: Family }) {
  const language = formatLanguage();
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(MEASURED_ON);
  return (
    <SettingCard
      id="sensitivity"
      title={t('sensitivity_heading')}
      text={t('sensitivity_text')}
      family={family}
      name="sensitivity"
    >
      <RadioGroup
        name="sensitivity"
        labelledBy="sensitivity"
        value={family.settings.sensitivity}
        options={CHOICES.map((choice) => ({
          value: choice,
          title: t(NAMES[choice]),
          meaning: rateText(choice, language),
        }))}
        disabled={!family.may('sensitivity')}
        saves
        onChoose={(sensitivity) => family.change({ sensitivity })}
      />
      <p class="soft small">{t('sensitivity_how', day)}</p>
    </SettingCard>
  );
}

/** The published rate of a choice in words; what it comes to in a month is rounded up, for no false hope. */
function rateText(choice: Sensitivity, language: string): string {
  const { found, wrong, everyday } = MEASURED[choice];
  const count = (value: number) => countText(value, language);
  const month = count(Math.ceil((everyday * MONTH) / 10_000));
  return `${t('sensitivity_measured', count(found), count(wrong))} ${t('sensitivity_everyday', count(everyday), month)}`;
}
