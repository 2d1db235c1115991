import { useCallback } from 'preact/hooks';
import { t } from '../i18n.ts';
import { CountryHelpList } from '../ui/country-help.tsx';
import { CountrySelect } from '../ui/country-select.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';
import { useAsked } from '../ui/use-asked.ts';

interface TalkViewProps {
  readonly host: Pick<Host, 'inTab'>;
  readonly guide: Guide;
  readonly country: string;
  /** Looking at another country changes no setting and leaves no trace. */
  readonly onCountry: (country: string) => void;
}

/** Whom to call or write to. Needs nothing from the background, so that it is there whatever happens. */
export function TalkView({ host, guide, country, onCountry }: TalkViewProps) {
  const { asked } = useAsked(useCallback(() => guide.help(country), [guide, country]));
  const inTab = useAsked(host.inTab).asked;
  return (
    <>
      <p>{t('talk_lead')}</p>
      <p class="soft small">{t('talk_private')}</p>
      {inTab.state === 'answered' && inTab.value ? <p>{t('talk_in_tab')}</p> : null}
      <div class="country-row">
        <label for="talk-country">{t('talk_country')}</label>
        <CountrySelect id="talk-country" value={country} countries={guide.countries} onChoose={onCountry} />
      </div>
      {asked.state === 'answered' ? <CountryHelpList help={asked.value} reader="child" /> : null}
      {asked.state === 'failed' ? <p>{t('talk_danger_unknown')}</p> : null}
    </>
  );
}
