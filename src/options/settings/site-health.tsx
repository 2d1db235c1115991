import { useCallback } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../../i18n.ts';
import type { Health, HealthPart, SiteHealth } from '../../protocol/messages.ts';
import { stampText } from '../../ui/time-text.ts';
import { useAsked } from '../../ui/use-asked.ts';
import type { Desk } from '../desk.ts';

/** What the page knows of how well the sites are understood. */
export type SitesHealth =
  | {
      readonly state: 'told';
      /** Of a known site, by its id. */
      readonly of: (site: string) => SiteHealth | null;
      /** Of a site that was added by name, by its match pattern. */
      readonly at: (pattern: string) => SiteHealth | null;
    }
  /** The child's age hides which sites the child opens. */
  | { readonly state: 'hidden' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed' };

const STATES: Readonly<Record<Health['state'], MessageKey>> = {
  watching: 'site_health_watching',
  partly: 'site_health_partly',
  'not-understood': 'site_health_not_understood',
  idle: 'site_health_not_met',
};

const MISSING: Readonly<Record<HealthPart, MessageKey>> = {
  container: 'missing_container',
  rows: 'missing_rows',
  direction: 'missing_direction',
  composer: 'site_health_no_composer',
};

const MEANINGS: readonly (readonly [MessageKey, MessageKey])[] = [
  ['site_health_name_watching', 'site_health_means_watching'],
  ['site_health_name_partly', 'site_health_means_partly'],
  ['site_health_name_not_understood', 'site_health_means_not_understood'],
  ['site_health_not_met', 'site_health_means_not_met'],
];

/** Asks how well the sites are understood, and again whenever the page looks at its settings anew. */
export function useSitesHealth({ host, family }: Desk): SitesHealth {
  // `family` is not read: a new one comes when the page was brought to the front, or when the view was changed.
  const { asked } = useAsked(useCallback(() => host.ask('sites-health', {}), [host, family]));
  if (asked.state !== 'answered') return asked;
  const { sites } = asked.value;
  if (sites === null) return { state: 'hidden' };
  return {
    state: 'told',
    of: (site) => sites.find(({ health, origin }) => origin === null && health.site === site) ?? null,
    // The newest first: one origin may have had pages of several kinds.
    at: (pattern) => sites.find(({ origin }) => origin !== null && `${origin}/*` === pattern) ?? null,
  };
}

/** One site: understood, partly with what is missing, not understood, or not met yet. */
export function SiteHealthLine({ told }: { readonly told: SiteHealth | null }) {
  const state = told?.health.state ?? 'idle';
  const missing = told?.health.missing ?? [];
  const since = told === null ? '' : stampText(told.since, formatLanguage());
  return (
    <>
      <p class={state === 'idle' ? 'soft' : undefined}>{t(STATES[state], since)}</p>
      {missing.length === 0 ? null : (
        <ul>
          {missing.map((part) => (
            <li key={part}>{t(MISSING[part])}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What the words below the sites mean; or why there are none. */
export function HealthMeaning({ health }: { readonly health: SitesHealth }) {
  if (health.state === 'asking') return null;
  if (health.state === 'hidden') return <p class="soft small">{t('site_health_hidden')}</p>;
  if (health.state === 'failed') return <p class="soft small">{t('site_health_failed')}</p>;
  return (
    <details>
      <summary>{t('site_health_meaning')}</summary>
      <div class="stack small">
        <p>{t('site_health_text')}</p>
        <dl class="coverage stack">
          {MEANINGS.map(([name, text]) => (
            <div key={name}>
              <dt class="label">{t(name)}</dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
