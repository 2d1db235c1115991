import { formatLanguage, type MessageKey, t } from '../../i18n.ts';
import type { Sensitivity } from '../../protocol/family.ts';
import { countText } from '../../ui/format.ts';
import { MEASURED, MEASURED_ON } from '../../ui/measured.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

const NAMES: Record<Sensitivity, MessageKey> = {
  fewer: 'sensitivity_fewer',
  balanced: 'sensitivity_balanced',
  more: 'sensitivity_more',
};
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
      <div class="choices" role="radiogroup" aria-labelledby="sensitivity">
        {CHOICES.map((choice) => (
          <label key={choice} class="choice">
            <input
              type="radio"
              name="sensitivity"
              value={choice}
              checked={family.settings.sensitivity === choice}
              disabled={!family.may('sensitivity')}
              aria-describedby={`sensitivity-${choice}`}
              onChange={() => family.change({ sensitivity: choice })}
            />
            <span class="label">{t(NAMES[choice])}</span>
            <span id={`sensitivity-${choice}`} class="choice-meaning small">
              {t(
                'sensitivity_measured',
                countText(MEASURED[choice].found, language),
                countText(MEASURED[choice].wrong, language),
              )}{' '}
              {t('sensitivity_everyday', countText(MEASURED[choice].everyday, language))}
            </span>
          </label>
        ))}
      </div>
      <p class="soft small">{t('sensitivity_how', day)}</p>
    </SettingCard>
  );
}
