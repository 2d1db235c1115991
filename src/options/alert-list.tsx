import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AdviceLibrary } from '../guidance/index.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { AlertFilter, ParentAlert } from '../protocol/family.ts';
import { FAMILY_LIMITS } from '../protocol/family-schemas.ts';
import { keysOf } from '../ui/alert-facts.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { countText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { useAsked } from '../ui/use-asked.ts';
import { AlertFilters, type Choice, filterOf, NO_CHOICE } from './alert-filters.tsx';
import { AlertRow } from './alert-row.tsx';
import type { Desk } from './desk.ts';
import { hashOf } from './route.ts';

/** Rows of one page: what is drawn never grows with what is stored. */
const PAGE_ROWS = 20;

/** Where a parent was in the list; kept while one alert is looked at. */
interface ListPlace {
  readonly choice: Choice;
  /** Rows before the first one shown. */
  readonly offset: number;
  readonly chosen: readonly string[];
}

export const LIST_START: ListPlace = { choice: NO_CHOICE, offset: 0, chosen: [] };

interface Found {
  /** Rows before the first one found. */
  readonly offset: number;
  readonly alerts: readonly ParentAlert[];
  readonly total: number;
  readonly advice: AdviceLibrary;
}

interface AlertListProps {
  readonly desk: Desk;
  readonly place: ListPlace;
  readonly onPlace: (place: ListPlace) => void;
}

/** All alerts, a page at a time: the background filters, counts and gives the rows that are shown. */
export function AlertList({ desk, place, onPlace }: AlertListProps) {
  const { host, guide, family } = desk;
  const { choice, offset, chosen } = place;
  const question = useCallback(async (): Promise<Found> => {
    const filter: AlertFilter = filterOf(choice);
    const { alerts, total } = await host.ask('find-alerts', { filter, offset, limit: PAGE_ROWS });
    return { offset, alerts, total, advice: await guide.advice(keysOf(alerts)) };
    // `family` is not read: other settings show other alerts.
  }, [host, guide, choice, offset, family]);
  const { asked, again } = useAsked(question);

  // What was found stays until the next answer is there: a list that blinks at each key can't be read.
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (asked.state !== 'answered') return;
    const { total } = asked.value;
    // Alerts go with their time, or by another setting: a place behind the last one is none.
    if (total > 0 && asked.value.offset >= total) onPlace({ ...place, offset: lastPage(total) });
    else setFound(asked.value);
  }, [asked]);

  const top = useRef<HTMLParagraphElement>(null);
  const turn = (to: number) => {
    onPlace({ ...place, offset: to });
    top.current?.focus();
  };
  const choose = (id: string, on: boolean) => {
    const others = chosen.filter((each) => each !== id);
    onPlace({ ...place, chosen: on ? [...others, id].slice(-FAMILY_LIMITS.report) : others });
  };

  return (
    <>
      <AlertFilters desk={desk} choice={choice} onChoose={(next) => onPlace({ ...place, choice: next, offset: 0 })} />
      {asked.state === 'failed' ? <Failed again={again} /> : null}
      {found === null || asked.state === 'failed' ? null : (
        <Card labelledBy="list-count">
          <p ref={top} id="list-count" class="label" role="status" tabIndex={-1}>
            {countWords(found)}
          </p>
          {found.total === 0 ? <NothingFound filtered={choice !== NO_CHOICE} /> : null}
          <ul class="plain-list rows">
            {found.alerts.map((alert) => (
              <AlertRow
                key={alert.id}
                alert={alert}
                advice={found.advice}
                sites={desk.sites}
                now={host.now()}
                chosen={chosen.includes(alert.id)}
                onChoose={(on) => choose(alert.id, on)}
              />
            ))}
          </ul>
          <Pager offset={offset} total={found.total} onTurn={turn} />
        </Card>
      )}
      {chosen.length === 0 ? null : (
        <div class="chosen-bar">
          <span role="status">{t('chosen_count', countText(chosen.length, formatLanguage()))}</span>
          <div class="actions">
            <Button kind="primary" href={hashOf({ view: 'report', ids: chosen })}>
              {t('chosen_report')}
            </Button>
            <Button onPress={() => onPlace({ ...place, chosen: [] })}>{t('chosen_none')}</Button>
          </div>
        </div>
      )}
    </>
  );
}

function countWords({ offset, alerts, total }: Found): string {
  const language = formatLanguage();
  if (total === 0) return t('list_none');
  const count = (value: number) => countText(value, language);
  return t('list_count', count(offset + 1), count(offset + alerts.length), count(total));
}

/** Rows before the last page. */
function lastPage(total: number): number {
  return Math.floor((total - 1) / PAGE_ROWS) * PAGE_ROWS;
}

function NothingFound({ filtered }: { readonly filtered: boolean }) {
  return (
    <Notice kind="info" title={t(filtered ? 'list_no_match' : 'parent_alerts_none')}>
      <p>{t(filtered ? 'list_no_match_text' : 'parent_alerts_none_text')}</p>
    </Notice>
  );
}

interface PagerProps {
  readonly offset: number;
  readonly total: number;
  readonly onTurn: (offset: number) => void;
}

function Pager({ offset, total, onTurn }: PagerProps) {
  if (total <= PAGE_ROWS) return null;
  const last = lastPage(total);
  return (
    <nav class="actions pager" aria-label={t('pager_label')}>
      <Button disabled={offset === 0} onPress={() => onTurn(0)}>
        {t('pager_newest')}
      </Button>
      <Button disabled={offset === 0} onPress={() => onTurn(Math.max(0, offset - PAGE_ROWS))}>
        {t('pager_newer')}
      </Button>
      <Button disabled={offset >= last} onPress={() => onTurn(offset + PAGE_ROWS)}>
        {t('pager_older')}
      </Button>
      <Button disabled={offset >= last} onPress={() => onTurn(last)}>
        {t('pager_oldest')}
      </Button>
    </nav>
  );
}
