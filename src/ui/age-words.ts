import type { Level } from '../engine/signal.ts';
import type { MessageKey } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';

interface AgeWords {
  readonly name: MessageKey;
  /** What the page for parents shows. */
  readonly shown: MessageKey;
  /** Levels that the page for parents shows. */
  readonly levels: readonly Level[];
  /** Does it name the site? */
  readonly site: boolean;
}

/** What each age group means for the page for parents: the defaults of the product, in one place. */
export const AGE_GROUPS: Readonly<Record<AgeGroup, AgeWords>> = {
  'under-13': {
    name: 'age_under_13',
    shown: 'age_parent_under_13',
    levels: ['caution', 'warning', 'urgent'],
    site: true,
  },
  '13-15': { name: 'age_13_15', shown: 'age_parent_13_15', levels: ['warning', 'urgent'], site: true },
  '16-17': { name: 'age_16_17', shown: 'age_parent_16_17', levels: ['urgent'], site: false },
};
