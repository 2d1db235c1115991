import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { FamilySettingsAnswer } from '../protocol/family.ts';
import type { JournalCheck, JournalEntry } from '../protocol/journal.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import { countText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { siteNames } from '../ui/site-name.ts';
import { stampText } from '../ui/time-text.ts';
import { useAsked } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';
import { factsText, KIND_NAMES } from './journal-words.ts';

/** Entries of one page. */
const PAGE = 50;

type Broken = Extract<JournalCheck, { readonly whole: false }>;
const WHY: Record<Broken['why'], MessageKey> = {
  changed: 'journal_why_changed',
  missing: 'journal_why_missing',
  order: 'journal_why_order',
  signature: 'journal_why_signature',
  unreadable: 'journal_why_unreadable',
};

interface Place {
  /** Of which time of looking it is. */
  readonly family: FamilySettingsAnswer;
  /** Number of the entry that was the last one shown; null: the newest are asked for. */
  readonly before: number | null;
}

interface Shown {
  readonly entries: readonly JournalEntry[];
  /** Number of the entry to read on from once more were asked for: it takes the focus, since their button may go. */
  readonly goOn: number | null;
}

/** Everything that was noted, newest first; each entry is chained to the one before, and a broken chain shows. */
export function JournalView({ desk }: { readonly desk: Desk }) {
  const { host, family } = desk;
  const siteName = siteNames(desk.sites, 'site_other');
  // A new `family` comes when the page was brought to the front: the journal may have grown, and begins at its first page.
  const [place, setPlace] = useState<Place>({ family, before: null });
  const before = place.family === family ? place.before : null;
  const question = useCallback(
    async () => ({ before, ...(await host.ask('journal', { before, limit: PAGE })) }),
    [host, family, before],
  );
  const { asked, again } = useAsked(question);
  const [{ entries, goOn }, setShown] = useState<Shown>({ entries: [], goOn: null });
  const [check, setCheck] = useState<JournalCheck | null>(null);
  const [more, setMore] = useState(false);
  const next = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (goOn !== null) next.current?.focus();
  }, [goOn]);

  useEffect(() => {
    if (asked.state !== 'answered') return;
    const page = asked.value;
    setMore(page.entries.length === PAGE);
    if (page.before === null) {
      // What the first page says holds for the whole journal; later pages only add rows.
      setCheck(page.check);
      setShown({ entries: page.entries, goOn: null });
    } else {
      setShown(({ entries: known }) => {
        const added = page.entries.filter(({ seq }) => !known.some((each) => each.seq === seq));
        return { entries: [...known, ...added], goOn: (added[0] ?? known.at(-1))?.seq ?? null };
      });
    }
  }, [asked]);

  const last = entries.at(-1);
  const broken = check !== null && !check.whole ? check : null;
  return (
    <>
      <p class="soft">{t('journal_text')}</p>
      {asked.state === 'asking' && entries.length === 0 ? <p class="soft">{t('loading')}</p> : null}
      {asked.state === 'failed' ? <Failed again={again} /> : null}
      {check === null ? null : <Chain check={check} />}
      {entries.length === 0 ? null : (
        <Card labelledBy="entries">
          <h2 id="entries">{t('journal_entries')}</h2>
          <ol class="plain-list" reversed>
            {entries.map((entry) => (
              <Entry
                key={entry.seq}
                entry={entry}
                siteName={siteName}
                broken={broken?.broken === entry.seq}
                item={entry.seq === goOn ? next : null}
              />
            ))}
          </ol>
          {more && last !== undefined ? (
            <Button onPress={() => setPlace({ family, before: last.seq })}>{t('parent_alerts_more')}</Button>
          ) : null}
        </Card>
      )}
      {entries.length === 0 && asked.state === 'answered' ? <p>{t('journal_empty')}</p> : null}
    </>
  );
}

/** Whether the chain holds; where it doesn't, which entry is the first that doesn't fit, and why. */
export function Chain({ check }: { readonly check: JournalCheck }) {
  const count = (value: number) => countText(value, formatLanguage());
  if (check.whole) {
    return (
      <Notice kind="good" title={t('journal_whole')}>
        {check.to === 0 ? null : <p>{t('journal_whole_text', count(check.from), count(check.to))}</p>}
      </Notice>
    );
  }
  return (
    <Notice kind="trouble" title={t('journal_broken', count(check.broken))}>
      <p>{t(WHY[check.why])}</p>
      <p>{t('journal_broken_text')}</p>
    </Notice>
  );
}

interface EntryProps {
  readonly entry: JournalEntry;
  readonly siteName: (id: string) => string;
  readonly broken: boolean;
  /** Of the entry that takes the focus. */
  readonly item: RefObject<HTMLLIElement | null> | null;
}

function Entry({ entry, siteName, broken, item }: EntryProps) {
  const language = formatLanguage();
  const facts = factsText(entry, siteName);
  return (
    <li ref={item} class="entry" data-broken={broken} tabIndex={item === null ? undefined : -1}>
      <p class="soft small">
        {t('journal_number', countText(entry.seq, language))}
        {' · '}
        <time dateTime={new Date(entry.at).toISOString()}>{stampText(entry.at, language)}</time>
      </p>
      <p>
        {t(KIND_NAMES[entry.kind])}
        {facts === '' ? null : <span class="soft"> {facts}</span>}
      </p>
      {broken ? <p class="field-fault">{t('journal_here')}</p> : null}
    </li>
  );
}
