import { useId } from 'preact/hooks';
import { useSettledChoice } from './settled-choice.ts';

interface SelectProps<V extends string> {
  readonly label: string;
  /** Words for "any of them", which is null. Without it one is always chosen. */
  readonly any?: string;
  readonly value: V | null;
  readonly options: readonly { readonly value: V; readonly name: string }[];
  readonly disabled?: boolean;
  /** A choice is saved as soon as it is made; see `useSettledChoice`. */
  readonly saves?: boolean;
  readonly onChoose: (value: V | null) => void;
}

/** A list to choose one thing from, with its label. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { label, any, value, options, disabled = false, saves = false, onChoose } = props;
  const id = useId();
  const handlers = useSettledChoice(saves, (chosen) =>
    onChoose(options.find((option) => option.value === chosen)?.value ?? null),
  );
  return (
    <div class="field">
      <label class="label small" for={id}>
        {label}
      </label>
      <select id={id} class="select" disabled={disabled} {...handlers}>
        {any === undefined ? null : (
          <option value="" selected={value === null}>
            {any}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
