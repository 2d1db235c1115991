import { useCallback, useRef, useState } from 'preact/hooks';
import { type MessageKey, t } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import type { Granted } from '../../ui/parent-host.ts';
import { hostText, SiteSwitches } from '../../ui/site-switches.tsx';
import { lineOf, useAsked } from '../../ui/use-asked.ts';
import type { Desk } from '../desk.ts';
import { patternsOf } from '../other-site.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';
import { HealthMeaning, SiteHealthLine, type SitesHealth, useSitesHealth } from './site-health.tsx';

interface SitesPartProps {
  readonly desk: Desk;
  readonly family: Family;
}

/** Each site with a switch and how well it is understood, and the way to any other one. */
export function SitesPart({ desk, family }: SitesPartProps) {
  const { sites } = desk;
  const health = useSitesHealth(desk);
  const { sitesOff } = family.settings;
  return (
    <SettingCard id="sites" title={t('sites_heading')} text={t('sites_text')} family={family} name="sitesOff">
      <SiteSwitches
        sites={sites}
        off={sitesOff}
        disabled={!family.may('sitesOff')}
        more={(id) =>
          health.state === 'told' && !sitesOff.includes(id) ? <SiteHealthLine told={health.of(id)} /> : null
        }
        onChange={(sitesOff) => family.change({ sitesOff })}
      />
      {sites.length === 0 ? null : <HealthMeaning health={health} />}
      <OtherSites desk={desk} health={health} disabled={!family.may('sitesOff')} />
    </SettingCard>
  );
}

interface OtherSitesProps {
  readonly desk: Desk;
  readonly health: SitesHealth;
  readonly disabled: boolean;
}

const DENIED: Record<Exclude<Granted, 'granted'>, MessageKey> = {
  refused: 'other_site_refused',
  failed: 'other_site_failed',
};

/** `https://*.example.org` of `https://*.example.org/*`. */
const originOf = (pattern: string) => pattern.replace(/\/\*$/, '');

/** A site that Nightlight has no file of: the browser asks at that moment, and for that site alone. */
function OtherSites({ desk, health, disabled }: OtherSitesProps) {
  const { host, sites, lock } = desk;
  const { asked, again } = useAsked(useCallback(() => host.allowedSites(), [host]));
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const known = new Set(sites.flatMap(({ hosts }) => hosts));
  const others = asked.state === 'answered' ? asked.value.filter((pattern) => !known.has(pattern)) : [];

  const ask = (kind: 'add-origin' | 'remove-origin', pattern: string) =>
    host.ask(kind, { token: lock.token, origin: originOf(pattern) });
  const lockedAgain = () => {
    lock.shut();
    return t('settings_locked_again');
  };
  /** Says what came of it, and looks again at what the browser allows: a deed that failed may have done a part. */
  const tell = (deed: Promise<string>) => {
    void deed
      .catch((error: unknown) => t('not_saved', lineOf(error)))
      .then((words) => {
        setOutcome(words);
        again();
      });
  };

  /** What the browser has just allowed goes to the background, which reads its open pages at once. */
  const take = async (patterns: readonly string[]): Promise<string> => {
    for (const pattern of patterns) {
      // Where the background does not answer, it reads the pages that are opened from then on.
      const answer = await ask('add-origin', pattern).catch(() => null);
      if (answer?.outcome === 'not-granted') return t('other_site_refused');
      if (answer?.outcome === 'locked') {
        // Nobody who is locked out adds a site; one that was allowed before stays.
        const words = lockedAgain();
        await host.withdrawSites(patterns.filter((each) => !others.includes(each)));
        return words;
      }
    }
    setTyped('');
    return t('other_site_added');
  };
  // The browser asks only within the press itself: nothing is awaited before.
  const add = () => {
    const patterns = patternsOf(typed);
    if (patterns === null) return setOutcome(t('other_site_not_one'));
    tell(host.requestSites(patterns).then((granted) => (granted === 'granted' ? take(patterns) : t(DENIED[granted]))));
  };
  const remove = async (pattern: string): Promise<string> => {
    // The background leaves its open pages first: once the permission is gone nobody reaches into them.
    const answer = await ask('remove-origin', pattern).catch(() => null);
    if (answer?.outcome === 'locked') return lockedAgain();
    await host.withdrawSites([pattern]);
    // The button that was pressed goes with its line, and the keyboard would begin at the top of the page again.
    field.current?.focus();
    return t('other_site_removed');
  };

  return (
    <Form onSubmit={add}>
      <h3 id="other-sites">{t('other_site_heading')}</h3>
      <p class="soft small">{t('other_site_text')}</p>
      {others.length === 0 ? null : (
        <ul class="plain-list">
          {others.map((pattern) => (
            <li key={pattern} class="site">
              <div>
                <span class="site-hosts">{hostText(pattern)}</span>
                <div class="small">{health.state === 'told' ? <SiteHealthLine told={health.at(pattern)} /> : null}</div>
              </div>
              <Button disabled={disabled} onPress={() => tell(remove(pattern))}>
                {t('other_site_remove')}
                <span class="only-read-aloud"> {hostText(pattern)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="field">
        <label class="label small" for="other-site">
          {t('other_site_label')}
        </label>
        <input
          ref={field}
          id="other-site"
          class="input"
          type="text"
          inputMode="url"
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          dir="ltr"
          maxLength={300}
          value={typed}
          disabled={disabled}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div class="actions">
        <button type="submit" class="button" disabled={disabled || typed.trim() === ''}>
          {t('other_site_add')}
        </button>
      </div>
      <p class="small" role="status">
        {outcome}
      </p>
    </Form>
  );
}
