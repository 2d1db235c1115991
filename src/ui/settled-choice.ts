import type { TargetedEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A choice by keys holds after so long without another one, in ms. */
const REST_MS = 1000;

type SelectEvent = TargetedEvent<HTMLSelectElement>;
interface SelectHandlers {
  readonly onChange: (event: SelectEvent) => void;
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLSelectElement>) => void;
  readonly onPointerDown?: () => void;
  readonly onBlur?: () => void;
}

/**
 * Handlers of a `select`. Arrows and letters choose whatever they pass in a closed list; where a choice is saved as soon as it is
 * made, each would be saved and noted. There a choice by keys holds when the keys rest, at Enter, or when the focus goes on.
 * @param choose gets the value that holds
 */
export function useSettledChoice(saves: boolean, choose: (value: string) => void): SelectHandlers {
  const now = useRef(choose);
  now.current = choose;
  const { current: state } = useRef({
    byKeys: false,
    waiting: null as string | null,
    rest: undefined as ReturnType<typeof setTimeout> | undefined,
  });
  const settle = () => {
    clearTimeout(state.rest);
    const { waiting } = state;
    state.waiting = null;
    if (waiting !== null) now.current(waiting);
  };
  // what was chosen holds, though the page goes on to something else
  useLayoutEffect(() => settle, []);
  if (!saves) return { onChange: (event) => choose(event.currentTarget.value) };
  return {
    onPointerDown: () => {
      state.byKeys = false;
    },
    onKeyDown: ({ key }) => {
      if (key === 'Enter') settle();
      else state.byKeys = true;
    },
    onChange: (event) => {
      state.waiting = event.currentTarget.value;
      clearTimeout(state.rest);
      if (state.byKeys) state.rest = setTimeout(settle, REST_MS);
      else settle();
    },
    onBlur: settle,
  };
}
