import { t } from '../../i18n.ts';
import type { QuietHours } from '../../protocol/family.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

const DAY_MINUTES = 1440;
/** Suggested when quiet hours are switched on: nine in the evening to seven in the morning. */
const USUAL: QuietHours = { from: 21 * 60, to: 7 * 60 };

/** When notifications are held back. */
export function QuietPart({ family }: { readonly family: Family }) {
  const { quietHours } = family.settings;
  const may = family.may('quietHours');
  const put = (part: Partial<QuietHours>) => {
    if (quietHours !== null) family.change({ quietHours: { ...quietHours, ...part } });
  };
  return (
    <SettingCard id="quiet" title={t('quiet_heading')} text={t('quiet_text')} family={family} name="quietHours">
      <label class="check">
        <input
          class="switch"
          type="checkbox"
          checked={quietHours !== null}
          disabled={!may}
          onChange={(event) => family.change({ quietHours: event.currentTarget.checked ? USUAL : null })}
        />
        <span>{t('quiet_on')}</span>
      </label>
      {quietHours === null ? null : (
        <div class="times">
          <TimeField
            id="quiet-from"
            label={t('quiet_from')}
            minutes={quietHours.from}
            disabled={!may}
            onTime={(from) => put({ from })}
          />
          <TimeField
            id="quiet-to"
            label={t('quiet_to')}
            minutes={quietHours.to}
            disabled={!may}
            onTime={(to) => put({ to })}
          />
        </div>
      )}
    </SettingCard>
  );
}

interface TimeFieldProps {
  readonly id: string;
  readonly label: string;
  /** After midnight. */
  readonly minutes: number;
  readonly disabled: boolean;
  readonly onTime: (minutes: number) => void;
}

function TimeField({ id, label, minutes, disabled, onTime }: TimeFieldProps) {
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <div class="field">
      <label class="label small" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="time"
        value={`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}
        disabled={disabled}
        onChange={(event) => {
          const [, hours, rest] = /^(\d{2}):(\d{2})/.exec(event.currentTarget.value) ?? [];
          if (hours !== undefined && rest !== undefined) onTime((Number(hours) * 60 + Number(rest)) % DAY_MINUTES);
        }}
      />
    </div>
  );
}
