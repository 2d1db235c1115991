import { type MessageKey, t } from '../i18n.ts';

const FACTS: readonly (readonly [MessageKey, MessageKey])[] = [
  ['cover_private', 'cover_private_text'],
  ['cover_guest', 'cover_guest_text'],
  ['cover_profiles', 'cover_profiles_text'],
  ['cover_children', 'cover_children_text'],
  ['cover_other', 'cover_other_text'],
];

/** What is and isn't covered around this one browser profile. */
export function Coverage() {
  return (
    <dl class="coverage stack">
      {FACTS.map(([name, text]) => (
        <div key={name}>
          <dt class="label">{t(name)}</dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
    </dl>
  );
}
