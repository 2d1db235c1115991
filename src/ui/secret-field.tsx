import { useId, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { PIN_MAX } from './pin-strength.ts';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** One is being chosen, not asked for. */
  readonly fresh?: boolean;
  /** What is wrong with it, in one line. */
  readonly fault?: string | null;
  readonly hint?: string;
  readonly disabled?: boolean;
  /** It is being looked at: it can't be changed meanwhile, and keeps the focus, which a disabled one would lose. */
  readonly busy?: boolean;
  readonly focus?: boolean;
}

/** A PIN or passphrase: hidden, unless the person wants to see what they type. */
export function SecretField(props: SecretFieldProps) {
  const { label, value, onInput, fresh = false, fault = null, hint } = props;
  const { disabled = false, busy = false, focus = false } = props;
  const [shown, setShown] = useState(false);
  const id = useId();
  const kind = shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const);
  const described = [hint === undefined ? null : `${id}-hint`, fault === null ? null : `${id}-fault`].filter(
    (part) => part !== null,
  );
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} class="soft small">
          {hint}
        </p>
      )}
      <div class="secret-row">
        <input
          id={id}
          class="input"
          {...kind}
          value={value}
          maxLength={PIN_MAX}
          autocomplete={fresh ? 'new-password' : 'off'}
          autocapitalize="none"
          spellcheck={false}
          dir="auto"
          disabled={disabled}
          readOnly={busy}
          aria-invalid={fault === null ? undefined : true}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          ref={(element) => {
            if (focus && element !== null && !element.dataset.met) {
              element.dataset.met = 'yes';
              element.focus();
            }
          }}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <button type="button" class="button button-quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t('secret_show')}
          <span class="only-read-aloud"> {label}</span>
        </button>
      </div>
      <p id={`${id}-fault`} class="field-fault small" role="alert">
        {fault}
      </p>
    </div>
  );
}
