import { type MessageKey, t } from '../i18n.ts';
import type { AgeGroup } from '../protocol/messages.ts';
import { AGE_GROUPS } from '../ui/age-words.ts';

const FACTS: readonly MessageKey[] = ['seen_list', 'seen_holds', 'seen_words', 'seen_sends', 'seen_helplines'];

/** Exactly who can see what, as things are set now. */
export function SeenByView({ ageGroup }: { readonly ageGroup: AgeGroup | null }) {
  return (
    <>
      <ul>
        {FACTS.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {ageGroup === null ? null : (
        <>
          <p>{t('seen_age_group', t(AGE_GROUPS[ageGroup].name))}</p>
          <p>{t(AGE_GROUPS[ageGroup].shown)}</p>
        </>
      )}
      <p>{t('seen_parents_unlocked')}</p>
    </>
  );
}
