import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import type { Ask } from '../ui/host.ts';
import { Notice } from '../ui/notice.tsx';
import { lineOf } from '../ui/use-asked.ts';

type Step =
  | { readonly name: 'resting' }
  | { readonly name: 'asking' }
  | { readonly name: 'erasing' }
  | { readonly name: 'erased' }
  | { readonly name: 'failed'; readonly error: string };

interface EraseProps {
  readonly ask: Ask;
  readonly onErased: () => void;
}

/** Erases everything after a second, plain question on the page itself. */
export function Erase({ ask, onErased }: EraseProps) {
  const [step, setStep] = useState<Step>({ name: 'resting' });
  const question = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLDivElement>(null);

  // The focus goes to the question and, when it was left, back to the button, which cannot take it before it is drawn.
  const asked = useRef(false);
  useEffect(() => {
    if (step.name === 'asking') question.current?.focus();
    else if (asked.current && step.name === 'resting') opener.current?.querySelector('button')?.focus();
    asked.current = step.name === 'asking';
  }, [step.name]);

  const leave = () => setStep({ name: 'resting' });
  const erase = () => {
    setStep({ name: 'erasing' });
    ask('erase-all', {}).then(
      () => {
        setStep({ name: 'erased' });
        onErased();
      },
      (error: unknown) => setStep({ name: 'failed', error: lineOf(error) }),
    );
  };

  return (
    <div class="stack">
      <div ref={opener}>
        <Button
          disabled={step.name === 'asking' || step.name === 'erasing'}
          onPress={() => setStep({ name: 'asking' })}
        >
          {t(step.name === 'erasing' ? 'erasing' : 'erase')}
        </Button>
      </div>
      {step.name === 'asking' ? (
        <div
          ref={question}
          class="erase-question"
          role="alertdialog"
          tabIndex={-1}
          aria-labelledby="erase-title"
          aria-describedby="erase-text"
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
          }}
        >
          <p id="erase-title" class="label">
            {t('erase_question')}
          </p>
          <p id="erase-text">{t('erase_question_text')}</p>
          <div class="actions">
            <Button kind="danger" onPress={erase}>
              {t('erase_yes')}
            </Button>
            <Button onPress={leave}>{t('erase_no')}</Button>
          </div>
        </div>
      ) : null}
      {step.name === 'erased' ? <Notice kind="good" title={t('erased')} live /> : null}
      {step.name === 'failed' ? (
        <Notice kind="trouble" title={t('erase_failed')} live>
          <p>{step.error}</p>
        </Notice>
      ) : null}
    </div>
  );
}
