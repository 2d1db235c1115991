import { useCallback } from 'preact/hooks';
import { t } from '../i18n.ts';
import { CountryHelpList } from '../ui/country-help.tsx';
import type { Guide } from '../ui/guide.ts';
import { useAsked } from '../ui/use-asked.ts';

/** Whom a parent can call, and where to report, in the country that is set. */
export function HelpPart({ guide, country }: { readonly guide: Guide; readonly country: string }) {
  const { asked } = useAsked(useCallback(() => guide.help(country), [guide, country]));
  return (
    <section class="stack" aria-labelledby="help">
      <h2 id="help">{t('help_heading')}</h2>
      <p class="soft">{t('help_text')}</p>
      {asked.state === 'answered' ? <CountryHelpList help={asked.value} reader="parent" /> : null}
      {asked.state === 'failed' ? <p>{t('talk_danger_unknown')}</p> : null}
    </section>
  );
}
