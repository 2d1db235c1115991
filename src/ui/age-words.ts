import type { MessageKey } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';

interface AgeWords {
  readonly name: MessageKey;
  /** What the page for parents shows. */
  readonly shown: MessageKey;
}

/** What each age group is called, and what it means for the page for parents. */
export const AGE_GROUPS: Readonly<Record<AgeGroup, AgeWords>> = {
  'under-13': { name: 'age_under_13', shown: 'age_parent_under_13' },
  '13-15': { name: 'age_13_15', shown: 'age_parent_13_15' },
  '16-17': { name: 'age_16_17', shown: 'age_parent_16_17' },
};
