import { useCallback, useState } from 'preact/hooks';
import { t } from '../../i18n.ts';
import type { SiteSummary } from '../../protocol/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import type { Granted, ParentHost } from '../../ui/parent-host.ts';
import { hostText, SiteSwitches } from '../../ui/site-switches.tsx';
import { useAsked } from '../../ui/use-asked.ts';
import type { Desk } from '../desk.ts';
import { patternsOf } from '../other-site.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';
import { HealthMeaning, SiteHealthLine, useSitesHealth } from './site-health.tsx';

interface SitesPartProps {
  readonly desk: Desk;
  readonly family: Family;
}

/** Each site with a switch and how well it is understood, and the way to any other one. */
export function SitesPart({ desk, family }: SitesPartProps) {
  const { host, sites } = desk;
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
      <OtherSites host={host} sites={sites} disabled={!family.may('sitesOff')} />
    </SettingCard>
  );
}

interface OtherSitesProps {
  readonly host: ParentHost;
  readonly sites: readonly SiteSummary[];
  readonly disabled: boolean;
}

const OUTCOMES: Record<Granted, 'other_site_added' | 'other_site_refused' | 'other_site_failed'> = {
  granted: 'other_site_added',
  refused: 'other_site_refused',
  failed: 'other_site_failed',
};

/** A site that Nightlight has no file of: the browser asks at that moment, and for that site alone. */
function OtherSites({ host, sites, disabled }: OtherSitesProps) {
  const { asked, again } = useAsked(useCallback(() => host.allowedSites(), [host]));
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState('');
  const known = new Set(sites.flatMap(({ hosts }) => hosts));
  const others = asked.state === 'answered' ? asked.value.filter((pattern) => !known.has(pattern)) : [];

  // The browser asks only within the press itself: nothing is awaited before.
  const add = () => {
    const patterns = patternsOf(typed);
    if (patterns === null) return setOutcome(t('other_site_not_one'));
    void host.requestSites(patterns).then((granted) => {
      setOutcome(t(OUTCOMES[granted]));
      if (granted === 'granted') setTyped('');
      again();
    });
  };
  const remove = (pattern: string) =>
    void host.withdrawSites([pattern]).then(() => {
      setOutcome(t('other_site_removed'));
      again();
    });

  return (
    <Form onSubmit={add}>
      <h3 id="other-sites">{t('other_site_heading')}</h3>
      <p class="soft small">{t('other_site_text')}</p>
      {others.length === 0 ? null : (
        <ul class="plain-list">
          {others.map((pattern) => (
            <li key={pattern} class="site">
              <span class="site-hosts">{hostText(pattern)}</span>
              <Button disabled={disabled} onPress={() => remove(pattern)}>
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
