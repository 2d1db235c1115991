import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Guide } from '../ui/guide.ts';
import type { Host } from '../ui/host.ts';
import { SeenByView } from '../ui/seen-by.tsx';
import { siteNames } from '../ui/site-name.ts';
import { clockText, isSameDay, whenText } from '../ui/time-text.ts';
import { useAsked } from '../ui/use-asked.ts';
import { HomeView } from './home.tsx';
import { type Home, loadHome } from './load.ts';
import { NoAnswer, PageState } from './page-state.tsx';
import { StructureView } from './structure.tsx';
import { TalkView } from './talk.tsx';
import { TellView } from './tell.tsx';

type View = 'home' | 'talk' | 'seen' | 'tell' | 'structure';

const HEADINGS: Record<Exclude<View, 'home'>, MessageKey> = {
  talk: 'talk',
  seen: 'seen_heading',
  tell: 'tell_heading',
  structure: 'structure_heading',
};

interface PopupProps {
  readonly host: Host;
  readonly guide: Guide;
  /** What is shown first: where somebody pressed "Talk to someone" elsewhere, that. */
  readonly first?: View;
}

/** The child's home. */
export function Popup({ host, guide, first = 'home' }: PopupProps) {
  const { asked, again } = useAsked(useCallback(() => loadHome(host, guide), [host, guide]));
  const [view, setView] = useState<View>(first);
  const [about, setAbout] = useState<string | null>(null);
  // Kept here: the views come and go, and the alerts are asked for once.
  const [told, setTold] = useState(false);
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [drafts, setDrafts] = useState<ReadonlyMap<string | null, string>>(new Map());
  const [looked, setLooked] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const home = asked.state === 'answered' ? asked.value : null;
  const pageName = useMemo(() => siteNames(home?.sites ?? [], 'site_this'), [home]);
  const paused = home === null ? null : pausedText(home, host);
  const country = looked ?? home?.settings.country ?? host.guessedCountry;

  const top = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const go = useCallback((to: View) => {
    moved.current = true;
    setView(to);
  }, []);
  // The button that was pressed goes with its view, and the keyboard would begin at the top of the page again.
  useLayoutEffect(() => {
    if (view !== 'home') heading.current?.focus();
    else if (moved.current) top.current?.focus();
  }, [view]);

  return (
    <>
      <header class="sky">
        <h1 ref={top} tabIndex={-1}>
          {t('name')}
        </h1>
        {home === null || (home.inTab && paused === null) ? null : (
          <PageState page={home.page} siteName={pageName} paused={paused} />
        )}
        {asked.state === 'failed' ? <NoAnswer /> : null}
      </header>
      <main class="popup-main stack">
        {view === 'home' ? null : (
          <div class="view-head">
            <Button kind="quiet" onPress={() => go('home')}>
              {t('back')}
            </Button>
            <h2 ref={heading} tabIndex={-1}>
              {t(HEADINGS[view])}
            </h2>
          </div>
        )}
        {view === 'talk' ? <TalkView host={host} guide={guide} country={country} onCountry={setLooked} /> : null}
        {view === 'tell' ? (
          <TellView
            host={host}
            about={about}
            draft={drafts.get(about) ?? null}
            onDraft={(words) => setDrafts((before) => new Map(before).set(about, words))}
            contact={home?.house?.safeguarding ?? null}
          />
        ) : null}
        {view === 'structure' ? <StructureView host={host} /> : null}
        {view === 'seen' ? <SeenByView house={home?.house ?? null} /> : null}
        {view !== 'home' ? null : asked.state === 'asking' ? (
          <p class="soft">{t('loading')}</p>
        ) : asked.state === 'failed' ? (
          <Button onPress={again}>{t('try_again')}</Button>
        ) : (
          <HomeView
            home={asked.value}
            now={host.now()}
            told={told}
            onTold={() => setTold(true)}
            said={said}
            onSaid={(alert, notAProblem) => setSaid((before) => new Map(before).set(alert, notAProblem))}
            host={host}
            onStructure={() => go('structure')}
            onTell={(title) => {
              setAbout(title);
              go('tell');
            }}
          />
        )}
        {view === 'home' ? (
          <div class="popup-links">
            <Button
              kind="quiet"
              onPress={() => {
                setAbout(null);
                go('tell');
              }}
            >
              {t('tell_open')}
            </Button>
            <Button kind="quiet" onPress={host.openPractice}>
              {t('practice_open')}
            </Button>
            <Button kind="quiet" onPress={() => go('seen')}>
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
          <Button kind="primary" wide onPress={() => go('talk')}>
            {t('talk')}
          </Button>
        </footer>
      )}
    </>
  );
}

/** That nothing is read, and until when; null: it is read. A pause may last a day: the time alone names today's. */
function pausedText({ house }: Home, host: Host): string | null {
  const until = house?.pausedUntil ?? null;
  const now = host.now();
  if (until === null || until <= now) return null;
  const language = formatLanguage();
  return isSameDay(until, now)
    ? t('status_paused_text', clockText(until, language))
    : t('status_paused_text_day', whenText(until, now, language));
}
