import { t } from '../i18n.ts';
import type { AgeGroup, Settings, SiteSummary } from '../protocol/messages.ts';
import { AGE_GROUPS } from '../ui/age-words.ts';
import { Card } from '../ui/card.tsx';
import { CountrySelect } from '../ui/country-select.tsx';

interface PartProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

const GROUPS = Object.keys(AGE_GROUPS) as AgeGroup[];

/** Who is it for, and what that means for this page. */
export function AgePart({ settings, change }: PartProps) {
  return (
    <Card labelledBy="age">
      <h2 id="age">{t('age_heading')}</h2>
      <p class="soft">{t('age_text')}</p>
      <div class="choices" role="radiogroup" aria-labelledby="age">
        {GROUPS.map((group) => (
          <label key={group} class="choice">
            <input
              type="radio"
              name="age"
              value={group}
              checked={settings.ageGroup === group}
              aria-describedby={`age-${group}`}
              onChange={() => change({ ageGroup: group })}
            />
            <span class="label">{t(AGE_GROUPS[group].name)}</span>
            <span id={`age-${group}`} class="choice-meaning small">
              {t(AGE_GROUPS[group].shown)}
            </span>
          </label>
        ))}
      </div>
      <p>{t('age_child_always')}</p>
    </Card>
  );
}

/** Whose helplines and police are shown. */
export function CountryPart({ settings, change, countries }: PartProps & { readonly countries: readonly string[] }) {
  return (
    <Card labelledBy="country-heading">
      <h2 id="country-heading">
        <label for="country">{t('country_heading')}</label>
      </h2>
      <CountrySelect
        id="country"
        value={settings.country}
        countries={countries}
        onChoose={(country) => change({ country })}
      />
      <p class="soft">{t('country_text')}</p>
    </Card>
  );
}

/** Each site with a switch. */
export function SitesPart({ settings, change, sites }: PartProps & { readonly sites: readonly SiteSummary[] }) {
  const turn = (id: string, on: boolean) => {
    const others = settings.sitesOff.filter((site) => site !== id);
    change({ sitesOff: on ? others : [...others, id] });
  };
  return (
    <Card labelledBy="sites">
      <h2 id="sites">{t('sites_heading')}</h2>
      <p class="soft">{t('sites_text')}</p>
      {sites.length === 0 ? <p>{t('sites_none')}</p> : null}
      <ul class="plain-list">
        {sites.map(({ id, name, hosts }) => (
          <li key={id}>
            <label class="site">
              <span>
                <span class="label">{name}</span>
                <span class="site-hosts soft small">{hosts.map(hostText).join(', ')}</span>
              </span>
              <input
                class="switch"
                type="checkbox"
                checked={!settings.sitesOff.includes(id)}
                onChange={(event) => turn(id, event.currentTarget.checked)}
              />
            </label>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A match pattern as a person reads it: `https://*.example.org/*` is `example.org`. */
function hostText(pattern: string): string {
  return pattern.replace(/^[a-z*]+:\/\/(\*\.)?/, '').replace(/\/\*?$/, '');
}
