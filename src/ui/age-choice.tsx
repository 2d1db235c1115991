import { t } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';
import { AGE_GROUPS } from './age-words.ts';

const GROUPS = Object.keys(AGE_GROUPS) as AgeGroup[];

interface AgeChoiceProps {
  /** Id of the heading that names the choice. */
  readonly labelledBy: string;
  readonly value: AgeGroup;
  readonly disabled?: boolean;
  readonly onChoose: (group: AgeGroup) => void;
}

/** How old is the child, and what the page for parents shows at that age. */
export function AgeChoice({ labelledBy, value, disabled = false, onChoose }: AgeChoiceProps) {
  return (
    <div class="choices" role="radiogroup" aria-labelledby={labelledBy}>
      {GROUPS.map((group) => (
        <label key={group} class="choice">
          <input
            type="radio"
            name="age"
            value={group}
            checked={value === group}
            disabled={disabled}
            aria-describedby={`age-${group}`}
            onChange={() => onChoose(group)}
          />
          <span class="label">{t(AGE_GROUPS[group].name)}</span>
          <span id={`age-${group}`} class="choice-meaning small">
            {t(AGE_GROUPS[group].shown)}
          </span>
        </label>
      ))}
    </div>
  );
}
