import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import on from '../static/icons/on.svg?no-inline';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/failed.tsx';
import type { Guide } from '../ui/guide.ts';
import { Notice } from '../ui/notice.tsx';
import type { ParentHost } from '../ui/parent-host.ts';
import type { Safe } from '../ui/safe.ts';
import { StoreTrouble } from '../ui/store-trouble.tsx';
import { useAsked, useLatest } from '../ui/use-asked.ts';
import { useLock } from '../ui/use-lock.ts';
import { AlertList, LIST_START } from './alert-list.tsx';
import { AlertPage } from './alert-page.tsx';
import { BackupView } from './backup-view.tsx';
import { useBehindDoor } from './behind-door.ts';
import type { Desk } from './desk.ts';
import { LockState } from './gate.tsx';
import { HelpView } from './help.tsx';
import { Home } from './home.tsx';
import { JournalView } from './journal-view.tsx';
import { loadOverview, type Overview } from './load.ts';
import { Nav, VIEW_NAMES } from './nav.tsx';
import { NewPin } from './new-pin.tsx';
import { ReportView } from './report/report-view.tsx';
import { type Route, useRoute } from './route.ts';
import { SettingsView } from './settings/settings.tsx';
import { StoredView } from './stored.tsx';

interface OptionsProps {
  readonly host: ParentHost;
  readonly guide: Guide;
  readonly safe: Safe;
}

/** The page for parents. */
export function Options({ host, guide, safe }: OptionsProps) {
  const { asked, again } = useAsked(useCallback(() => loadOverview(host), [host]));
  const overview = useLatest(asked);
  const failed = asked.state === 'failed';

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
      <header class="sky not-printed">
        <div class="page sky-head">
          <img src={on} alt="" width="72" height="72" />
          <div>
            <h1>{t('options_title')}</h1>
            <p>{t('options_lead')}</p>
          </div>
        </div>
      </header>
      {overview !== null ? (
        <Room host={host} guide={guide} safe={safe} overview={overview} failed={failed} again={again} />
      ) : (
        <main class="page stack">{failed ? <Failed again={again} /> : <p class="soft">{t('loading')}</p>}</main>
      )}
    </>
  );
}

interface RoomProps extends OptionsProps {
  readonly overview: Overview;
  /** The page asked again and got no answer: it shows how things stood before. */
  readonly failed: boolean;
  readonly again: () => void;
}

/** The page once it knows how things stand: the menu, what needs to be said first, and one view. */
function Room({ host, guide, safe, overview, failed, again }: RoomProps) {
  const { house, family, sites, store } = overview;
  const route = useRoute();
  const lock = useLock(host.ask, safe, house.lock, host.now);
  const desk: Desk = { host, guide, lock, house, family, sites, again };
  return (
    <>
      <div class="nav-room not-printed">
        <div class="page nav-row">
          <Nav route={route} />
          <LockState desk={desk} />
        </div>
      </div>
      <main class="page stack-wide">
        {failed ? (
          <div class="not-printed">
            <Failed again={again} />
          </div>
        ) : null}
        <StoreTrouble state={store} />
        <AfterRecovery desk={desk} />
        {lock.state === 'free' ? (
          <div class="not-printed">
            <Notice kind="care" title={t('set_up_title')}>
              <p>{t('set_up_text')}</p>
              <Button kind="primary" onPress={() => host.openPage('src/welcome/welcome.html')}>
                {t('set_up_open')}
              </Button>
            </Notice>
          </div>
        ) : null}
        <View desk={desk} route={route} />
      </main>
    </>
  );
}

/**
 * Opened with the recovery code: a new PIN is chosen at once. The form goes when that is done; what came of it stays while
 * the page is open, and takes the focus that was in the form.
 */
function AfterRecovery({ desk }: { readonly desk: Desk }) {
  const { lock } = desk;
  const [saved, setSaved] = useBehindDoor(lock.door, false);
  const outcome = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (saved) outcome.current?.focus();
  }, [saved]);
  if (lock.needsPin) {
    return (
      <section class="card" aria-labelledby="new-pin">
        <h2 id="new-pin">{t('new_pin_heading')}</h2>
        <p>{t('new_pin_text')}</p>
        <NewPin desk={desk} focus onDone={() => setSaved(true)} />
      </section>
    );
  }
  if (!saved) return null;
  return (
    <div ref={outcome} class="not-printed" tabIndex={-1}>
      <Notice kind="good" title={t('pin_saved')} live />
    </div>
  );
}

/** The heading takes the focus when the view changes, so that a screen reader and the keyboard go on from there. */
function View({ desk, route }: { readonly desk: Desk; readonly route: Route }) {
  const [place, setPlace] = useState(LIST_START);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(route);
  const title = headingOf(route);
  useLayoutEffect(() => {
    document.title = `${t(title)} · ${t('options_title')}`;
    if (shown.current === route) return;
    shown.current = route;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [route, title]);
  return (
    <>
      <h2 ref={heading} class="view-title not-printed" tabIndex={-1}>
        {t(title)}
      </h2>
      {route.view === 'home' ? <Home desk={desk} /> : null}
      {route.view === 'alerts' ? <AlertList desk={desk} place={place} onPlace={setPlace} /> : null}
      {route.view === 'alert' ? <AlertPage key={route.id} desk={desk} id={route.id} /> : null}
      {route.view === 'report' ? <ReportView key={route.ids.join()} desk={desk} ids={route.ids} /> : null}
      {route.view === 'settings' ? <SettingsView desk={desk} /> : null}
      {route.view === 'journal' ? <JournalView desk={desk} /> : null}
      {route.view === 'stored' ? <StoredView desk={desk} /> : null}
      {route.view === 'backup' ? <BackupView desk={desk} /> : null}
      {route.view === 'help' ? <HelpView desk={desk} /> : null}
    </>
  );
}

function headingOf(route: Route): MessageKey {
  if (route.view === 'alert') return 'view_alert';
  return route.view === 'report' ? 'view_report' : VIEW_NAMES[route.view];
}
