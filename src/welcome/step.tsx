import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatLanguage, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { countText } from '../ui/format.ts';

interface StepProps {
  readonly title: string;
  /** From 1; null for one that is not counted. */
  readonly number: number | null;
  readonly of: number;
  readonly children: ComponentChildren;
  readonly onBack?: () => void;
  /** Words of the button that leads on. */
  readonly next: string;
  readonly onNext: () => void;
  readonly busy?: boolean;
  /** Something that failed, in one line. */
  readonly fault?: string | null;
  /** Takes the focus when it appears: not the first, which the page opens with. */
  readonly focus: boolean;
}

/** One step of the set-up: a form, so that Enter leads on. */
export function Step(props: StepProps) {
  const { title, number, of, children, onBack, next, onNext, busy = false, fault = null, focus } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // Before anything can be typed: a later focus would take the first signs away from the field.
  useLayoutEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  const language = formatLanguage();
  return (
    <Form
      class="card step"
      onSubmit={() => {
        if (!busy) onNext();
      }}
    >
      {number === null ? null : (
        <div class="step-count">
          <span class="soft small">{t('welcome_step', countText(number, language), countText(of, language))}</span>
          <span class="step-lamps" aria-hidden="true">
            {Array.from({ length: of }, (_, index) => (
              <span key={index} class="step-lamp" data-lit={index < number} />
            ))}
          </span>
        </div>
      )}
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
      <p class="field-fault" role="alert">
        {fault}
      </p>
      <div class="actions step-actions">
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          {next}
        </button>
        {onBack === undefined ? null : (
          <Button busy={busy} onPress={onBack}>
            {t('back')}
          </Button>
        )}
      </div>
    </Form>
  );
}
