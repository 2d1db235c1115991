import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n.ts';
import type { TrustedContact } from '../../protocol/family.ts';
import type { SiteSummary } from '../../protocol/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Select } from '../../ui/select.tsx';
import { siteNames } from '../../ui/site-name.ts';
import type { Family } from '../use-family.ts';
import { SettingCard } from './setting-card.tsx';

interface ContactsPartProps {
  readonly family: Family;
  readonly sites: readonly SiteSummary[];
}

/** Longest name, in UTF-16 units. */
const NAME_MAX = 200;

/** People whom the parent knows, by the name that a site shows. */
export function ContactsPart({ family, sites }: ContactsPartProps) {
  const { trusted } = family.settings;
  const may = family.may('trusted');
  const [site, setSite] = useState<string | null>(sites[0]?.id ?? null);
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const siteName = siteNames(sites, 'site_other');
  const add = () => {
    const known = name.trim();
    if (site === null || known === '' || !may) return;
    if (!trusted.some((each) => each.site === site && each.name === known)) {
      family.change({ trusted: [...trusted, { site, name: known }] });
    }
    setName('');
  };
  const remove = (contact: TrustedContact) => {
    family.change({ trusted: trusted.filter((each) => each !== contact) });
    // The button that was pressed goes with its line, and the keyboard would begin at the top of the page again.
    field.current?.focus();
  };
  return (
    <SettingCard id="trusted" title={t('trusted_heading')} text={t('trusted_text')} family={family} name="trusted">
      {trusted.length === 0 ? <p>{t('trusted_none')}</p> : null}
      <ul class="plain-list">
        {trusted.map((contact) => (
          <li key={`${contact.site}/${contact.name}`} class="site">
            <span>
              <span class="label" dir="auto">
                {contact.name}
              </span>
              <span class="site-hosts soft small">{siteName(contact.site)}</span>
            </span>
            <Button disabled={!may} onPress={() => remove(contact)}>
              {t('trusted_remove')}
              <span class="only-read-aloud"> {contact.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Form onSubmit={add}>
        <Select
          label={t('trusted_site')}
          value={site}
          options={sites.map((each) => ({ value: each.id, name: each.name }))}
          disabled={!may}
          onChoose={setSite}
        />
        <div class="field">
          <label class="label small" for="trusted-name">
            {t('trusted_name')}
          </label>
          <input
            ref={field}
            id="trusted-name"
            class="input"
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={NAME_MAX}
            value={name}
            disabled={!may}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="actions">
          <button type="submit" class="button" disabled={!may || name.trim() === ''}>
            {t('trusted_add')}
          </button>
        </div>
      </Form>
      <p class="soft small">{t('trusted_care')}</p>
    </SettingCard>
  );
}
