import { t, textLanguage } from '../i18n.ts';
import { countryName } from './format.ts';
import { useSettledChoice } from './settled-choice.ts';

/** User-assigned code of ISO 3166-1 for "none of the known ones". */
const OTHER = 'ZZ';

interface CountrySelectProps {
  /** Id of the control, to which the caller's label belongs. */
  readonly id: string;
  /** ISO 3166-1 alpha-2; one that is not in the list stands as "another country". */
  readonly value: string;
  readonly countries: readonly string[];
  readonly disabled?: boolean;
  /** A choice is saved as soon as it is made; see `useSettledChoice`. */
  readonly saves?: boolean;
  readonly onChoose: (country: string) => void;
}

/** The countries whose helplines are known, by name, and "another country". */
export function CountrySelect(props: CountrySelectProps) {
  const { id, value, countries, disabled = false, saves = false, onChoose } = props;
  const handlers = useSettledChoice(saves, onChoose);
  const language = textLanguage();
  const named = countries.map((code) => ({ code, name: countryName(code, language) }));
  named.sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <select id={id} class="select" disabled={disabled} {...handlers}>
      {named.map(({ code, name }) => (
        <option key={code} value={code} selected={code === value}>
          {name}
        </option>
      ))}
      <option value={OTHER} selected={!countries.includes(value)}>
        {t('country_other')}
      </option>
    </select>
  );
}
