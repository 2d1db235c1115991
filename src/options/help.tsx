import { useCallback } from 'preact/hooks';
import { t } from '../i18n.ts';
import { CountryHelpList } from '../ui/country-help.tsx';
import { useAsked } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';

/** Whom a parent can call, and where to report, in the country that is set. */
export function HelpView({ desk }: { readonly desk: Desk }) {
  const { guide, family } = desk;
  const { country } = family.settings;
  const { asked } = useAsked(useCallback(() => guide.help(country), [guide, country]));
  return (
    <section class="stack narrow" aria-label={t('help_heading')}>
      <p class="soft">{t('help_text')}</p>
      {asked.state === 'answered' ? <CountryHelpList help={asked.value} reader="parent" /> : null}
      {asked.state === 'failed' ? <p>{t('talk_danger_unknown')}</p> : null}
    </section>
  );
}
