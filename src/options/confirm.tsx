import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';

interface ConfirmProps {
  /** Unique on the page. */
  readonly id: string;
  readonly opener: string;
  readonly question: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly disabled?: boolean;
  /** The answer was yes, and it is being done. */
  readonly busy?: boolean;
  readonly onYes: () => void;
}

/** A button that asks a second, plain question on the page itself before anything happens. */
export function Confirm(props: ConfirmProps) {
  const { id, opener, question, text, yes, no, disabled = false, busy = false, onYes } = props;
  const [asking, setAsking] = useState(false);
  const dialog = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLDivElement>(null);

  // The focus goes to the question and, when it was left, back to the button, which cannot take it before it is drawn.
  const asked = useRef(false);
  useLayoutEffect(() => {
    if (asking) dialog.current?.focus();
    else if (asked.current) button.current?.querySelector('button')?.focus();
    asked.current = asking;
  }, [asking]);

  const leave = () => setAsking(false);
  return (
    <div class="stack">
      <div ref={button}>
        <Button disabled={disabled || asking} busy={busy} onPress={() => setAsking(true)}>
          {opener}
        </Button>
      </div>
      {asking ? (
        <div
          ref={dialog}
          class="erase-question"
          role="alertdialog"
          tabIndex={-1}
          aria-labelledby={`${id}-question`}
          aria-describedby={`${id}-text`}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
          }}
        >
          <p id={`${id}-question`} class="label">
            {question}
          </p>
          <p id={`${id}-text`}>{text}</p>
          <div class="actions">
            <Button
              kind="danger"
              onPress={() => {
                leave();
                onYes();
              }}
            >
              {yes}
            </Button>
            <Button onPress={leave}>{no}</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
