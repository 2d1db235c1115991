import { type CountryHelp, type HelpKind, nameOf, telHref } from '../guidance/index.ts';
import { type MessageKey, t, textLanguage } from '../i18n.ts';
import { Button } from './button.tsx';
import type { Reader } from './guide.ts';
import { HelplineItem } from './helpline.tsx';
import { Notice } from './notice.tsx';

const TITLES: Record<Reader, readonly (readonly [Exclude<HelpKind, 'emergency'>, MessageKey])[]> = {
  child: [
    ['child', 'talk_children'],
    ['images', 'talk_images'],
    ['report', 'talk_report'],
  ],
  parent: [
    ['parent', 'talk_parents'],
    ['report', 'talk_report'],
    ['images', 'talk_images'],
    ['child', 'talk_children'],
  ],
};

/** Every service of a country by what it is for: danger first, then in the order in which the reader needs them. */
export function CountryHelpList({ help, reader }: { readonly help: CountryHelp; readonly reader: Reader }) {
  const groups = TITLES[reader]
    .map(([kind, title]) => ({ kind, title, all: [...help.offers[kind].lines, ...help.offers[kind].fallback] }))
    .filter(({ all }) => all.length > 0);
  return (
    <>
      <Emergency help={help} />
      {help.known ? null : <p>{t('talk_unknown_country')}</p>}
      {groups.map(({ kind, title, all }, index) => {
        const list = (
          <ul class="plain-list">
            {all.map((line) => (
              <HelplineItem key={line.name} line={line} />
            ))}
          </ul>
        );
        // A child finds everything laid open, two presses away; for a parent the longer lists are folded.
        return reader === 'child' ? (
          <section key={kind} class="stack">
            <h3>{t(title)}</h3>
            {list}
          </section>
        ) : (
          <details key={kind} open={index === 0}>
            <summary>{t(title)}</summary>
            {list}
          </details>
        );
      })}
    </>
  );
}

/** The emergency numbers, short: in danger nobody reads. */
function Emergency({ help }: { readonly help: CountryHelp }) {
  const { lines, fallback } = help.offers.emergency;
  return (
    <Notice kind="trouble" title={t('talk_danger')}>
      {[...lines, ...fallback].map((line) => {
        const tel = telHref(line);
        return (
          <div key={line.name} class="emergency">
            <bdi>{nameOf(line, textLanguage())}</bdi>
            {tel === null ? null : (
              <Button kind="danger" href={tel}>
                {t('helpline_call', line.shown ?? line.phone ?? '')}
              </Button>
            )}
          </div>
        );
      })}
      {lines.every(({ unsure }) => unsure.includes('phone')) ? <p>{t('talk_danger_unknown')}</p> : null}
    </Notice>
  );
}
