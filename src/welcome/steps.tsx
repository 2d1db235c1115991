import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { SettingName } from '../protocol/family.ts';
import type { SiteSummary } from '../protocol/messages.ts';
import { AgeChoice } from '../ui/age-choice.tsx';
import { CountrySelect } from '../ui/country-select.tsx';
import { LanguageNote } from '../ui/language-note.tsx';
import type { ParentHost } from '../ui/parent-host.ts';
import { PrivateWindows } from '../ui/private-windows.tsx';
import { RecoveryCode } from '../ui/recovery-code.tsx';
import { SiteSwitches } from '../ui/site-switches.tsx';
import { Step } from './step.tsx';
import type { Chosen } from './welcome.tsx';

interface PlaceProps {
  readonly number: number;
  readonly of: number;
  readonly focus: boolean;
  readonly onNext: () => void;
}

interface ChoiceProps extends PlaceProps {
  readonly chosen: Chosen;
  /** Settings that a policy decides. */
  readonly managed: readonly SettingName[];
  readonly onChange: (part: Partial<Chosen>) => void;
}

/** Who is it for, and where. */
export function ChildStep({
  chosen,
  managed,
  countries,
  onChange,
  onNext,
  ...place
}: ChoiceProps & { readonly countries: readonly string[] }) {
  return (
    <Step {...place} title={t('welcome_child_title')} next={t('welcome_next')} onNext={onNext}>
      <p>{t('welcome_child_text')}</p>
      <h3 id="welcome-age">{t('age_heading')}</h3>
      <AgeChoice
        labelledBy="welcome-age"
        value={chosen.ageGroup}
        disabled={managed.includes('ageGroup')}
        onChoose={(ageGroup) => onChange({ ageGroup })}
      />
      <p>{t('age_child_always')}</p>
      <div class="field">
        <label class="label" for="welcome-country">
          {t('country_heading')}
        </label>
        <CountrySelect
          id="welcome-country"
          value={chosen.country}
          countries={countries}
          disabled={managed.includes('country')}
          onChoose={(country) => onChange({ country })}
        />
        <p class="soft small">{t('country_text')}</p>
      </div>
      <LanguageNote />
    </Step>
  );
}

interface SitesStepProps extends ChoiceProps {
  readonly host: ParentHost;
  readonly sites: readonly SiteSummary[];
  readonly onBack: () => void;
}

/** Where Nightlight reads along; and whether it may in private windows. */
export function SitesStep({ host, chosen, managed, sites, onChange, onNext, onBack, ...place }: SitesStepProps) {
  return (
    <Step {...place} title={t('welcome_sites_title')} next={t('welcome_next')} onNext={onNext} onBack={onBack}>
      <p>{t('welcome_sites_text')}</p>
      <SiteSwitches
        sites={sites}
        off={chosen.sitesOff}
        disabled={managed.includes('sitesOff')}
        onChange={(sitesOff) => onChange({ sitesOff })}
      />
      <PrivateWindows host={host} />
    </Step>
  );
}

interface CodeStepProps extends PlaceProps {
  readonly host: ParentHost;
  readonly code: string;
}

/** The recovery code, shown this once: on only when the parent says that it is kept. */
export function CodeStep({ host, code, onNext, ...place }: CodeStepProps) {
  const [kept, setKept] = useState(false);
  const [tried, setTried] = useState(false);
  return (
    <Step
      {...place}
      title={t('welcome_code_title')}
      next={t('welcome_finish')}
      fault={tried && !kept ? t('welcome_code_first') : null}
      onNext={() => {
        setTried(true);
        if (kept) onNext();
      }}
    >
      <p class="not-printed">{t('welcome_code_text')}</p>
      <RecoveryCode code={code} copy={host.copy} print={host.print} />
      <label class="check not-printed">
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
        <span>{t('welcome_code_kept')}</span>
      </label>
    </Step>
  );
}
