import { t } from '../i18n.ts';
import { SecretField } from './secret-field.tsx';

/** Fewest characters of the passphrase of a file, or of what devices share: it can be tried elsewhere without any wait. */
const LEAST = 8;

export function isLongEnough(passphrase: string): boolean {
  return [...passphrase].length >= LEAST;
}

interface PassphraseFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly disabled: boolean;
  /** It was handed in once: that it is too short is told from then on. */
  readonly tried: boolean;
}

/** A passphrase that is being chosen. */
export function PassphraseField({ tried, value, ...field }: PassphraseFieldProps) {
  return (
    <SecretField {...field} value={value} fresh fault={tried && !isLongEnough(value) ? t('backup_short') : null} />
  );
}
