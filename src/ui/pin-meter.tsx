import { type MessageKey, t } from '../i18n.ts';
import { type PinStrength, pinStrength } from './pin-strength.ts';

const WORDS: Record<PinStrength, MessageKey> = {
  short: 'pin_short',
  weak: 'pin_weak',
  fair: 'pin_fair',
  good: 'pin_good',
  strong: 'pin_strong',
};

/** Lamps that are lit. */
const LIT: Record<PinStrength, number> = { short: 0, weak: 1, fair: 2, good: 3, strong: 4 };

/** How good the PIN is, in words beside four lamps; nothing before something is typed. */
export function PinMeter({ secret }: { readonly secret: string }) {
  const strength = pinStrength(secret);
  return (
    <p class="pin-meter small" role="status" data-strength={secret === '' ? undefined : strength}>
      <span class="pin-meter-lamps" aria-hidden="true">
        {[1, 2, 3, 4].map((lamp) => (
          <span key={lamp} class="pin-meter-lamp" data-lit={secret !== '' && lamp <= LIT[strength]} />
        ))}
      </span>
      {secret === '' ? t('pin_least') : t(WORDS[strength])}
    </p>
  );
}
