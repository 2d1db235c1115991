import type { ComponentChildren } from 'preact';

interface ChoicesProps<T extends string | number> {
  /** Name of the group, unique on the page. */
  readonly name: string;
  /** Id of the heading that names the choice. */
  readonly labelledBy: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly title: string; readonly meaning?: ComponentChildren }[];
  readonly disabled?: boolean;
  /** Beside each other instead of below. */
  readonly row?: boolean;
  readonly onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export function Choices<T extends string | number>(props: ChoicesProps<T>) {
  const { name, labelledBy, value, options, disabled = false, row = false, onChoose } = props;
  return (
    <div class={row ? 'choices choices-row' : 'choices'} role="radiogroup" aria-labelledby={labelledBy}>
      {options.map((option) => {
        const meaning = option.meaning === undefined ? undefined : `${name}-${option.value}`;
        return (
          <label key={option.value} class="choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={disabled}
              aria-describedby={meaning}
              onChange={() => onChoose(option.value)}
            />
            <span class="label">{option.title}</span>
            {meaning === undefined ? null : (
              <span id={meaning} class="choice-meaning small">
                {option.meaning}
              </span>
            )}
          </label>
        );
      })}
    </div>
  );
}
