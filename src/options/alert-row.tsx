import type { AdviceLibrary } from '../guidance/index.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { ParentAlert } from '../protocol/family.ts';
import type { SiteSummary } from '../protocol/messages.ts';
import { adviceOf, placeText } from '../ui/alert-facts.tsx';
import { LevelMark } from '../ui/level-mark.tsx';
import { whenText } from '../ui/time-text.ts';
import { StateMark } from './alert-words.tsx';
import { hashOf } from './route.ts';

interface AlertRowProps {
  readonly alert: ParentAlert;
  readonly advice: AdviceLibrary;
  readonly sites: readonly SiteSummary[];
  /** ms since the epoch. */
  readonly now: number;
  /** Choosing it for a report; none where nothing is chosen. */
  readonly chosen?: boolean;
  readonly onChoose?: (chosen: boolean) => void;
}

/** One alert in a list: how grave, what, where, when, and how it stands. */
export function AlertRow({ alert, advice, sites, now, chosen = false, onChoose }: AlertRowProps) {
  const title = adviceOf(alert, advice, 'parent').title;
  const where = placeText(alert, sites);
  return (
    <li class="row">
      {onChoose === undefined ? null : (
        <input
          class="row-choice"
          type="checkbox"
          checked={chosen}
          aria-label={t('row_choose', title)}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div class="row-body">
        <div class="alert-head">
          <LevelMark level={alert.level} reader="parent" />
          <StateMark state={alert.state} />
        </div>
        <a class="row-link" href={hashOf({ view: 'alert', id: alert.id })}>
          {title}
        </a>
        <p class="soft small">
          {where === null ? null : `${where} · `}
          <time dateTime={new Date(alert.updated).toISOString()}>{whenText(alert.updated, now, formatLanguage())}</time>
        </p>
      </div>
    </li>
  );
}
