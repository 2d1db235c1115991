import type { Level } from '../engine/signal.ts';
import { type MessageKey, t } from '../i18n.ts';
import type { HouseStatus } from '../protocol/family.ts';
import { Card } from './card.tsx';

const FROM: Readonly<Record<Level, MessageKey>> = {
  caution: 'seen_from_caution',
  warning: 'seen_from_warning',
  urgent: 'seen_from_urgent',
};

const LINES: Readonly<Record<Level, MessageKey>> = {
  caution: 'seen_lines_caution',
  warning: 'seen_lines_warning',
  urgent: 'seen_lines_urgent',
};

/** Each thing that a parent can or can't see, in a sentence, as it is set at this moment. */
function facts({ view, lock, managed }: HouseStatus): MessageKey[] {
  return [
    FROM[view.parentFrom],
    'seen_what',
    ...(view.parentSeesSite ? (['seen_site_yes', 'seen_health_yes'] as const) : (['seen_site_no'] as const)),
    // Without a PIN nothing is sealed, so no line is kept for anybody.
    view.linesFrom === null || !lock.set ? 'seen_lines_none' : LINES[view.linesFrom],
    'seen_drafts',
    'seen_said',
    view.pause ? 'seen_pause_on' : 'seen_pause_off',
    lock.set ? 'seen_parents_locked' : 'seen_parents_unlocked',
    ...(managed ? (['seen_managed'] as const) : []),
  ];
}

/** What the list in this window holds: anybody here can open it, so it is behind the same view. */
function here(house: HouseStatus | null): MessageKey[] {
  const view = house?.view;
  return [
    'seen_list',
    view?.parentSeesSite === false ? 'seen_holds_less' : 'seen_holds',
    ...(view !== undefined && view.parentFrom !== 'caution' ? (['seen_list_milder'] as const) : []),
    'seen_words',
    'seen_sends',
    ...(house === null ? [] : ([house.sharing ? 'seen_sharing_on' : 'seen_sharing_off'] as const)),
  ];
}

/** Exactly who can see what, as things are set now. `house` is null while the settings are out of reach. */
export function SeenByView({ house }: { readonly house: HouseStatus | null }) {
  const keys = house === null ? (['seen_unknown'] as const) : facts(house);
  return (
    <>
      <Card labelledBy="seen-parents">
        <h3 id="seen-parents">{t('seen_parents')}</h3>
        <ul>
          {keys.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </Card>
      <Card labelledBy="seen-here">
        <h3 id="seen-here">{t('seen_here')}</h3>
        <ul>
          {here(house).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </Card>
      <Card labelledBy="seen-helplines">
        <h3 id="seen-helplines">{t('seen_help')}</h3>
        <p>{t('seen_helplines')}</p>
      </Card>
    </>
  );
}
