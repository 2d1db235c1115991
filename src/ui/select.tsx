import { useId } from 'preact/hooks';

interface SelectProps<V extends string> {
  readonly label: string;
  /** Words for "any of them", which is null. Without it one is always chosen. */
  readonly any?: string;
  readonly value: V | null;
  readonly options: readonly { readonly value: V; readonly name: string }[];
  readonly disabled?: boolean;
  readonly onChoose: (value: V | null) => void;
}

/** A list to choose one thing from, with its label. */
export function Select<V extends string>({ label, any, value, options, disabled = false, onChoose }: SelectProps<V>) {
  const id = useId();
  return (
    <div class="field">
      <label class="label small" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="select"
        disabled={disabled}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChoose(options.find((option) => option.value === chosen)?.value ?? null);
        }}
      >
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
