import { useCallback, useEffect } from 'preact/hooks';
import { t } from '../i18n.ts';
import on from '../static/icons/on.svg?no-inline';
import { BlindSpots } from '../ui/blind-spots.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';
import { Notice } from '../ui/notice.tsx';
import { StoreTrouble } from '../ui/store-trouble.tsx';
import { useAsked } from '../ui/use-asked.ts';
import { Alerts } from './alerts.tsx';
import { HelpPart } from './help.tsx';
import { loadOverview, type Overview } from './load.ts';
import { AgePart, CountryPart, SitesPart } from './settings.tsx';
import { StoredPart } from './stored.tsx';
import { useSettings } from './use-settings.ts';

interface OptionsProps {
  readonly host: Host;
  readonly guide: Guide;
}

/** The page for parents. */
export function Options({ host, guide }: OptionsProps) {
  const { asked, again } = useAsked(useCallback(() => loadOverview(host, guide), [host, guide]));

  // Alerts come while the page waits in a tab behind: it looks again when it is brought to the front.
  useEffect(() => {
    const life = new AbortController();
    const look = () => {
      if (document.visibilityState === 'visible') again();
    };
    document.addEventListener('visibilitychange', look, { signal: life.signal });
    return () => life.abort();
  }, [again]);

  return (
    <>
      <header class="sky">
        <div class="page sky-head">
          <img src={on} alt="" width="72" height="72" />
          <div>
            <h1>{t('options_title')}</h1>
            <p>{t('options_lead')}</p>
          </div>
        </div>
      </header>
      <main class="page">
        {asked.state === 'asking' ? <p class="soft">{t('loading')}</p> : null}
        {asked.state === 'failed' ? (
          <Notice kind="care" title={t('no_answer_title')} live>
            <p>{t('no_answer_text')}</p>
            <Button onPress={again}>{t('try_again')}</Button>
          </Notice>
        ) : null}
        {asked.state === 'answered' ? (
          <OverviewView host={host} guide={guide} overview={asked.value} again={again} />
        ) : null}
      </main>
    </>
  );
}

interface OverviewViewProps extends OptionsProps {
  readonly overview: Overview;
  readonly again: () => void;
}

function OverviewView({ host, guide, overview, again }: OverviewViewProps) {
  const { settings, change, outcome } = useSettings(host.ask, overview.settings);
  return (
    <>
      <div class="notices stack">
        <StoreTrouble state={overview.stored.state} />
        <Notice kind="care" title={t('unlocked_title')}>
          <p>{t('unlocked_text')}</p>
        </Notice>
      </div>
      <div class="columns">
        <div class="column">
          <Alerts overview={overview} settings={settings} now={host.now()} />
          <HelpPart guide={guide} country={settings.country} />
        </div>
        <div class="column">
          <p class="outcome" role="status">
            {outcome}
          </p>
          <AgePart settings={settings} change={change} />
          <CountryPart settings={settings} change={change} countries={guide.countries} />
          <SitesPart settings={settings} change={change} sites={overview.sites} />
          <StoredPart stored={overview.stored} ask={host.ask} onErased={again} />
          <Card labelledBy="blind">
            <h2 id="blind">{t('blind_heading')}</h2>
            <BlindSpots />
          </Card>
        </div>
      </div>
    </>
  );
}
