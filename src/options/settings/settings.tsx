import { t } from '../../i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Coverage } from '../../ui/coverage.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PrivateWindows } from '../../ui/private-windows.tsx';
import type { Desk } from '../desk.ts';
import { Gate } from '../gate.tsx';
import { useFamily } from '../use-family.ts';
import { AgePart } from './age.tsx';
import { ContactsPart } from './contacts.tsx';
import { CountryPart } from './country.tsx';
import { LockPart } from './lock-part.tsx';
import { PausePart } from './pause.tsx';
import { QuietPart } from './quiet.tsx';
import { RetentionPart } from './retention.tsx';
import { SensitivityPart } from './sensitivity.tsx';
import { SitesPart } from './sites.tsx';

/** Everything that a family can settle in its own way. */
export function SettingsView({ desk }: { readonly desk: Desk }) {
  const family = useFamily(desk, desk.again);
  const { host, guide, sites, house } = desk;
  return (
    <>
      <Gate desk={desk} why={t('gate_why_settings')} />
      {house.managed ? (
        <Notice kind="info" title={t('managed_title')}>
          <p>{t('managed_text')}</p>
          {house.safeguarding === null ? null : (
            <p>{t('managed_contact', house.safeguarding.name, house.safeguarding.reach)}</p>
          )}
        </Notice>
      ) : null}
      <p class="soft">{t('settings_told')}</p>
      <p class="outcome" role="status">
        {family.outcome}
      </p>
      <div class="columns">
        <div class="column">
          <AgePart family={family} />
          <SensitivityPart family={family} />
          <ContactsPart family={family} sites={sites} />
          <QuietPart family={family} />
          <RetentionPart family={family} />
        </div>
        <div class="column">
          <SitesPart desk={desk} family={family} />
          <CountryPart family={family} countries={guide.countries} />
          <PausePart desk={desk} />
          <LockPart desk={desk} />
          <Card labelledBy="coverage">
            <h2 id="coverage">{t('cover_heading')}</h2>
            <PrivateWindows host={host} />
            <Coverage />
          </Card>
        </div>
      </div>
    </>
  );
}
