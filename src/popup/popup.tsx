import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';
import { siteNames } from '../ui/site-name.ts';
import { useAsked } from '../ui/use-asked.ts';
import { HomeView } from './home.tsx';
import { loadHome } from './load.ts';
import { NoAnswer, PageState } from './page-state.tsx';
import { SeenByView } from './seen-by.tsx';
import { TalkView } from './talk.tsx';

type View = 'home' | 'talk' | 'seen';

const HEADINGS: Record<Exclude<View, 'home'>, MessageKey> = { talk: 'talk', seen: 'seen_heading' };

interface PopupProps {
  readonly host: Host;
  readonly guide: Guide;
}

/** The child's home. */
export function Popup({ host, guide }: PopupProps) {
  const { asked, again } = useAsked(useCallback(() => loadHome(host, guide), [host, guide]));
  const [view, setView] = useState<View>('home');
  const [looked, setLooked] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const home = asked.state === 'answered' ? asked.value : null;
  const siteName = useMemo(() => siteNames(home?.sites ?? [], 'site_other'), [home]);
  const pageName = useMemo(() => siteNames(home?.sites ?? [], 'site_this'), [home]);
  const country = looked ?? home?.settings.country ?? host.guessedCountry;

  useEffect(() => {
    if (view !== 'home') heading.current?.focus();
  }, [view]);

  return (
    <>
      <header class="sky">
        <h1>{t('name')}</h1>
        {home === null ? null : <PageState page={home.page} siteName={pageName} />}
        {asked.state === 'failed' ? <NoAnswer /> : null}
      </header>
      <main class="popup-main stack">
        {view === 'home' ? null : (
          <div class="view-head">
            <Button kind="quiet" onPress={() => setView('home')}>
              {t('back')}
            </Button>
            <h2 ref={heading} tabIndex={-1}>
              {t(HEADINGS[view])}
            </h2>
          </div>
        )}
        {view === 'talk' ? <TalkView guide={guide} country={country} onCountry={setLooked} /> : null}
        {view === 'seen' ? <SeenByView ageGroup={home?.settings.ageGroup ?? null} /> : null}
        {view !== 'home' ? null : asked.state === 'asking' ? (
          <p class="soft">{t('loading')}</p>
        ) : asked.state === 'failed' ? (
          <Button onPress={again}>{t('try_again')}</Button>
        ) : (
          <HomeView home={asked.value} now={host.now()} siteName={siteName} />
        )}
        {view === 'home' ? (
          <div class="popup-links">
            <Button kind="quiet" onPress={() => setView('seen')}>
              {t('seen_open')}
            </Button>
            <Button kind="quiet" onPress={host.openOptions}>
              {t('settings_open')}
            </Button>
          </div>
        ) : null}
      </main>
      {view === 'talk' ? null : (
        <footer class="popup-foot">
          <Button kind="primary" wide onPress={() => setView('talk')}>
            {t('talk')}
          </Button>
        </footer>
      )}
    </>
  );
}
