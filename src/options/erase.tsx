import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { ProtocolError } from '../protocol/error.ts';
import type { Ask } from '../ui/host.ts';
import { Notice } from '../ui/notice.tsx';
import { lineOf } from '../ui/use-asked.ts';
import type { Lock } from '../ui/use-lock.ts';
import { Confirm } from './confirm.tsx';

type Step =
  | { readonly name: 'resting' }
  | { readonly name: 'erasing' }
  | { readonly name: 'erased' }
  | { readonly name: 'failed'; readonly error: string };

interface EraseProps {
  readonly ask: Ask;
  readonly lock: Lock;
  readonly onErased: () => void;
}

/** Erases everything after a second, plain question on the page itself. */
export function Erase({ ask, lock, onErased }: EraseProps) {
  const [step, setStep] = useState<Step>({ name: 'resting' });
  const erase = () => {
    setStep({ name: 'erasing' });
    ask('erase-all', { token: lock.token }).then(
      () => {
        setStep({ name: 'erased' });
        onErased();
      },
      (error: unknown) => {
        if (error instanceof ProtocolError && error.why === 'locked') lock.shut();
        setStep({ name: 'failed', error: lineOf(error) });
      },
    );
  };
  return (
    <div class="stack">
      <Confirm
        id="erase"
        opener={t(step.name === 'erasing' ? 'erasing' : 'erase')}
        question={t('erase_question')}
        text={t('erase_question_text')}
        yes={t('erase_yes')}
        no={t('erase_no')}
        disabled={lock.state === 'locked'}
        busy={step.name === 'erasing'}
        onYes={erase}
      />
      {step.name === 'erased' ? <Notice kind="good" title={t('erased')} live /> : null}
      {step.name === 'failed' ? (
        <Notice kind="trouble" title={t('erase_failed')} live>
          <p>{step.error}</p>
        </Notice>
      ) : null}
    </div>
  );
}
