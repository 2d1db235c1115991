import { LEVELS, type Level } from '../../engine/signal.ts';
import { t } from '../../i18n.ts';
import type { View } from '../../protocol/family.ts';
import { AGE_DEFAULTS } from '../../store/settings.ts';
import { AgeChoice } from '../../ui/age-choice.tsx';
import { LEVEL_NAMES } from '../../ui/level-mark.tsx';
import { Select } from '../../ui/select.tsx';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

const NONE = 'none';
const levels = () =>
  LEVELS.map((level) => ({ value: level, name: t('level_and_graver', t(LEVEL_NAMES.parent[level])) }));

/** Who is it for; and each thing that follows from the age, which the family may settle in its own way. */
export function AgePart({ family }: { readonly family: Family }) {
  const { settings, view } = family;
  const may = family.may('view');
  const defaults = AGE_DEFAULTS[settings.ageGroup];
  const differs = Object.keys(settings.view).length > 0;
  const put = (part: Partial<View>) => {
    const next: Partial<View> = { ...settings.view, ...part };
    family.change({ view: differences(next, defaults) });
  };
  const lines: readonly { value: Level | typeof NONE; name: string }[] = [
    ...levels(),
    { value: NONE, name: t('view_lines_none') },
  ];
  return (
    <SettingCard id="age" title={t('age_heading')} text={t('age_text')} family={family} name="ageGroup">
      <AgeChoice
        labelledBy="age"
        value={settings.ageGroup}
        disabled={!family.may('ageGroup')}
        saves
        onChoose={(ageGroup) => family.change({ ageGroup })}
      />
      <p>{t('age_child_always')}</p>
      <details>
        <summary>{t('view_open')}</summary>
        <p class="soft small">{t('view_text')}</p>
        <div class="stack">
          <Select
            label={t('view_parent_from')}
            value={view.parentFrom}
            options={levels()}
            disabled={!may}
            saves
            onChoose={(level) => level !== null && put({ parentFrom: level })}
          />
          <Select
            label={t('view_lines_from')}
            value={view.linesFrom ?? NONE}
            options={lines}
            disabled={!may}
            saves
            onChoose={(level) => level !== null && put({ linesFrom: level === NONE ? null : level })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={view.parentSeesSite}
              disabled={!may}
              onChange={(event) => put({ parentSeesSite: event.currentTarget.checked })}
            />
            <span>{t('view_site')}</span>
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={view.pause}
              disabled={!may}
              onChange={(event) => put({ pause: event.currentTarget.checked })}
            />
            <span>{t('view_pause')}</span>
          </label>
          {differs ? (
            <div class="actions">
              <button type="button" class="button" disabled={!may} onClick={() => family.change({ view: {} })}>
                {t('view_reset')}
              </button>
            </div>
          ) : null}
        </div>
      </details>
    </SettingCard>
  );
}

/** What is left of a view when all that the age group says anyway is taken out. */
function differences(view: Partial<View>, defaults: View): Partial<View> {
  return Object.fromEntries(
    Object.entries(view).filter(([name, value]) => defaults[name as keyof View] !== value),
  ) as Partial<View>;
}
