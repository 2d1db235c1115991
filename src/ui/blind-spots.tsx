import { type MessageKey, t } from '../i18n.ts';

const BLIND_SPOTS: readonly MessageKey[] = [
  'blind_phone',
  'blind_programs',
  'blind_games',
  'blind_voice',
  'blind_pictures',
  'blind_sites',
  'blind_private',
];

/** The honest list of what Nightlight cannot see. */
export function BlindSpots() {
  return (
    <ul>
      {BLIND_SPOTS.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  );
}
