import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';

interface RadioGroupProps<T extends string | number> {
  /** Name of the group, unique on the page. */
  readonly name: string;
  /** Id of the heading that names the choice. */
  readonly labelledBy: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly title: string; readonly meaning?: ComponentChildren }[];
  readonly disabled?: boolean;
  /** Beside each other instead of below. */
  readonly row?: boolean;
  /**
   * A choice is saved as soon as it is made. Arrows then only move the focus, and Space or Enter chooses: by themselves they
   * choose whatever they pass, and each would be saved and noted.
   */
  readonly saves?: boolean;
  readonly onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export function RadioGroup<T extends string | number>(props: RadioGroupProps<T>) {
  const { name, labelledBy, value, options, disabled = false, row = false, saves = false, onChoose } = props;
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
              onKeyDown={saves ? moveOrChoose : undefined}
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

function moveOrChoose(event: TargetedKeyboardEvent<HTMLInputElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const input = event.currentTarget;
  if (event.key === 'Enter') {
    event.preventDefault();
    input.click();
    return;
  }
  const step = stepOf(event.key, getComputedStyle(input).direction === 'rtl');
  if (step === 0) return;
  event.preventDefault();
  const all = [...(input.closest('[role=radiogroup]')?.querySelectorAll('input') ?? [])];
  all.at((all.indexOf(input) + step) % all.length)?.focus();
}

/** One on or one back, as the browser's own radio buttons go. */
function stepOf(key: string, rightToLeft: boolean): number {
  if (key === 'ArrowDown' || key === (rightToLeft ? 'ArrowLeft' : 'ArrowRight')) return 1;
  return key === 'ArrowUp' || key === (rightToLeft ? 'ArrowRight' : 'ArrowLeft') ? -1 : 0;
}
