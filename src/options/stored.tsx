import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { StoredSummary } from '../protocol/messages.ts';
import { KEEP } from '../store/housekeeping.ts';
import { Lines } from '../ui/alert-facts.tsx';
import { Card } from '../ui/card.tsx';
import { countText, sizeText } from '../ui/format.ts';
import type { Ask } from '../ui/host.ts';
import { Erase } from './erase.tsx';

const KEPT: readonly MessageKey[] = [
  'stored_kept_counters',
  'stored_kept_marks',
  'stored_kept_alerts',
  'stored_kept_settings',
];
const DAY = 86_400_000;
const NOT_KEPT: readonly MessageKey[] = ['stored_not_messages', 'stored_not_pictures', 'stored_not_sent'];

interface StoredPartProps {
  readonly stored: StoredSummary;
  readonly ask: Ask;
  readonly onErased: () => void;
}

/** What is kept in this browser, counted and in plain words; and the way to be rid of it. */
export function StoredPart({ stored, ask, onErased }: StoredPartProps) {
  const language = formatLanguage();
  const counts: readonly (readonly [MessageKey, string])[] = [
    ['stored_alerts', countText(stored.alerts, language)],
    ['stored_conversations', countText(stored.conversations, language)],
    ['stored_settings', countText(stored.settings, language)],
    ['stored_size', stored.bytes === null ? t('stored_size_unknown') : sizeText(stored.bytes, language)],
  ];
  return (
    <Card labelledBy="stored">
      <h2 id="stored">{t('stored_heading')}</h2>
      <dl class="counts">
        {counts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Lines title={t('stored_kept')} lines={KEPT.map((key) => t(key))} />
      <p>{t('stored_age', countText(KEEP / DAY, language))}</p>
      <Lines title={t('stored_not_kept')} lines={NOT_KEPT.map((key) => t(key))} />
      <Erase ask={ask} onErased={onErased} />
    </Card>
  );
}
