import { t } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';
import { AGE_GROUPS } from './age-words.ts';
import { Choices } from './choices.tsx';

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
    <Choices
      name="age"
      labelledBy={labelledBy}
      value={value}
      options={GROUPS.map((group) => ({
        value: group,
        title: t(AGE_GROUPS[group].name),
        meaning: t(AGE_GROUPS[group].shown),
      }))}
      disabled={disabled}
      onChoose={onChoose}
    />
  );
}
