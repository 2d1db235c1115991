import type { ComponentChildren } from 'preact';
import { t } from '../i18n.ts';
import type { SiteSummary } from '../protocol/messages.ts';

interface SiteSwitchesProps {
  readonly sites: readonly SiteSummary[];
  /** Ids of the sites that are switched off. */
  readonly off: readonly string[];
  readonly disabled?: boolean;
  /** What more there is to say of a site, below its name; null: nothing. */
  readonly more?: (id: string) => ComponentChildren;
  readonly onChange: (off: readonly string[]) => void;
}

/** Each site with a switch. */
export function SiteSwitches({ sites, off, disabled = false, more, onChange }: SiteSwitchesProps) {
  const turn = (id: string, on: boolean) => {
    const others = off.filter((site) => site !== id);
    onChange(on ? others : [...others, id]);
  };
  if (sites.length === 0) return <p>{t('sites_none')}</p>;
  return (
    // A list that scrolls must be reachable by keyboard; while it is locked none of its switches is.
    <ul class="plain-list site-list" aria-label={t('sites_heading')} tabIndex={disabled ? 0 : undefined}>
      {sites.map(({ id, name, hosts }) => {
        const said = more?.(id) ?? null;
        return (
          <li key={id}>
            <label class="site">
              <span>
                <span class="label">{name}</span>
                <span class="site-hosts soft small">{[...new Set(hosts.map(hostText))].join(', ')}</span>
              </span>
              <input
                class="switch"
                type="checkbox"
                checked={!off.includes(id)}
                disabled={disabled}
                aria-describedby={said === null ? undefined : `site-more-${id}`}
                onChange={(event) => turn(id, event.currentTarget.checked)}
              />
            </label>
            {said === null ? null : (
              <div id={`site-more-${id}`} class="small">
                {said}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A match pattern as a person reads it: `https://*.example.org/*` is `example.org`, `…/chat*` is `…/chat`. */
export function hostText(pattern: string): string {
  return pattern.replace(/^[a-z*]+:\/\/(\*\.)?/, '').replace(/\/?\*?$/, '');
}
