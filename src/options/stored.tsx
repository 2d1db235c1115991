import { useCallback } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { StoredSummary } from '../protocol/messages.ts';
import { BlindSpots } from '../ui/blind-spots.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { countText, sizeText } from '../ui/format.ts';
import { spanText } from '../ui/time-text.ts';
import { useAsked, useLatest } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';
import { Erase } from './erase.tsx';
import { Gate } from './gate.tsx';
import { KEPT } from './kept.ts';

const DAY_MINUTES = 1440;

const NOT_KEPT: readonly MessageKey[] = ['stored_not_messages', 'stored_not_pictures', 'stored_not_sent'];

/** What is kept in this browser, counted and in plain words; and the way to be rid of it. */
export function StoredView({ desk }: { readonly desk: Desk }) {
  const { host, family } = desk;
  // `family` is not read: a new one comes when the page was brought to the front, or when everything was erased.
  const { asked, again } = useAsked(useCallback(() => host.ask('stored', {}), [host, family]));
  const answer = useLatest(asked);
  const failed = asked.state === 'failed' ? <Failed again={again} /> : null;
  if (answer === null) return failed ?? <p class="soft">{t('loading')}</p>;
  const days = family.settings.retentionDays * DAY_MINUTES;
  return (
    <>
      {failed}
      <p class="soft">{t('stored_text')}</p>
      <Card labelledBy="counts">
        <h2 id="counts">{t('stored_counts')}</h2>
        <Counts stored={answer.stored} all={family.view.parentFrom === 'caution'} />
      </Card>
      <Card labelledBy="kept">
        <h2 id="kept">{t('stored_kept')}</h2>
        <table class="table kept" aria-labelledby="kept">
          <thead>
            <tr>
              <th scope="col">{t('kept_what')}</th>
              <th scope="col">{t('kept_who')}</th>
              <th scope="col">{t('kept_when')}</th>
            </tr>
          </thead>
          <tbody>
            {KEPT.map(({ name, text, sealed, goes }) => (
              <tr key={name}>
                <th scope="row">
                  <span class="label">{t(name)}</span>
                  <span class="kept-text soft small">{t(text)}</span>
                </th>
                <td>{t(sealed ? 'kept_sealed' : 'kept_open')}</td>
                <td>{t(goes, spanText(days, formatLanguage()))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <div class="columns">
        <Card labelledBy="not-kept">
          <h2 id="not-kept">{t('stored_not_kept')}</h2>
          <ul>
            {NOT_KEPT.map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
          </ul>
        </Card>
        <Card labelledBy="blind">
          <h2 id="blind">{t('blind_heading')}</h2>
          <BlindSpots />
        </Card>
      </div>
      <Card labelledBy="erase-heading">
        <h2 id="erase-heading">{t('erase')}</h2>
        <Gate desk={desk} why={t('gate_why_erase')} />
        <Erase ask={host.ask} lock={desk.lock} onErased={desk.again} />
      </Card>
    </>
  );
}

interface CountsProps {
  readonly stored: StoredSummary;
  /** The parent is told of every alert; else their number would give away that there are others. */
  readonly all: boolean;
}

function Counts({ stored, all }: CountsProps) {
  const language = formatLanguage();
  const counts: readonly (readonly [MessageKey, string])[] = [
    ...(all ? ([['stored_alerts', countText(stored.alerts, language)]] as const) : []),
    ['stored_conversations', countText(stored.conversations, language)],
    ['stored_settings', countText(stored.settings, language)],
    ['stored_size', stored.bytes === null ? t('stored_size_unknown') : sizeText(stored.bytes, language)],
  ];
  return (
    <dl class="counts">
      {counts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
