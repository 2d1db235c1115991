import { t } from '../../i18n.ts';
import { CountrySelect } from '../../ui/country-select.tsx';
import { LanguageNote } from '../../ui/language-note.tsx';
import type { Family } from '../use-family.ts';

interface CountryPartProps {
  readonly family: Family;
  readonly countries: readonly string[];
}

/** Whose helplines and police are shown; and in which language all of it stands. */
export function CountryPart({ family, countries }: CountryPartProps) {
  return (
    <section class="card" aria-labelledby="country-heading">
      <h2 id="country-heading">
        <label for="country">{t('country_heading')}</label>
      </h2>
      {family.managed.includes('country') ? <p class="managed-note small">{t('managed_here')}</p> : null}
      <CountrySelect
        id="country"
        value={family.settings.country}
        countries={countries}
        disabled={!family.may('country')}
        saves
        onChoose={(country) => family.change({ country })}
      />
      <p class="soft">{t('country_text')}</p>
      <LanguageNote />
    </section>
  );
}
