import type { ComponentChildren } from 'preact';

interface FormProps {
  /** `stack` where nothing else is said. */
  readonly class?: string;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** A form of ours: Enter and its button do the same, and faults are told by the fields, not by the browser. */
export function Form({ class: name = 'stack', onSubmit, children }: FormProps) {
  return (
    <form
      class={name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
