import { t } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';
import { AGE_GROUPS } from './age-words.ts';
import { RadioGroup } from './radio-group.tsx';

const GROUPS = Object.keys(AGE_GROUPS) as AgeGroup[];

interface AgeChoiceProps {
  /** Id of the heading that names the choice. */
  readonly labelledBy: string;
  readonly value: AgeGroup;
  readonly disabled?: boolean;
  /** It is saved as soon as it is made. */
  readonly saves?: boolean;
  readonly onChoose: (group: AgeGroup) => void;
}

/** How old is the child, and what the page for parents shows at that age. */
export function AgeChoice({ labelledBy, value, disabled = false, saves = false, onChoose }: AgeChoiceProps) {
  return (
    <RadioGroup
      name="age"
      labelledBy={labelledBy}
      value={value}
      options={GROUPS.map((group) => ({
        value: group,
        title: t(AGE_GROUPS[group].name),
        meaning: t(AGE_GROUPS[group].shown),
      }))}
      disabled={disabled}
      saves={saves}
      onChoose={onChoose}
    />
  );
}
