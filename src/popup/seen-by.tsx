import { type MessageKey, t } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';
import { Card } from '../ui/card.tsx';

const HERE: readonly MessageKey[] = ['seen_list', 'seen_holds', 'seen_words', 'seen_sends'];

const PARENTS_SEE: Readonly<Record<AgeGroup, MessageKey>> = {
  'under-13': 'seen_parents_under_13',
  '13-15': 'seen_parents_13_15',
  '16-17': 'seen_parents_16_17',
};

/** Exactly who can see what, as things are set now. `ageGroup` is null while the settings are out of reach. */
export function SeenByView({ ageGroup }: { readonly ageGroup: AgeGroup | null }) {
  return (
    <>
      <Card labelledBy="seen-here">
        <h3 id="seen-here">{t('seen_here')}</h3>
        <ul>
          {HERE.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </Card>
      <Card labelledBy="seen-parents">
        <h3 id="seen-parents">{t('seen_parents')}</h3>
        {ageGroup === null ? null : <p>{t(PARENTS_SEE[ageGroup])}</p>}
        <p>{t('seen_parents_unlocked')}</p>
      </Card>
      <Card labelledBy="seen-helplines">
        <h3 id="seen-helplines">{t('seen_help')}</h3>
        <p>{t('seen_helplines')}</p>
      </Card>
    </>
  );
}
