import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { LEVELS, type Level, SIGNALS, type SignalId } from '../engine/signal.ts';
import { t, textLanguage } from '../i18n.ts';
import type { AlertFilter, AlertState } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import { LEVEL_NAMES } from '../ui/level-mark.tsx';
import { Select } from '../ui/select.tsx';
import { useAsked } from '../ui/use-asked.ts';
import { STATE_NAMES, STATES, signalTitle } from './alert-words.tsx';
import type { Desk } from './desk.ts';

/** What is looked for; null stands for all of them. */
export interface Choice {
  readonly level: Level | null;
  readonly site: string | null;
  readonly signal: SignalId | null;
  readonly state: AlertState | null;
  readonly text: string;
}

export const NO_CHOICE: Choice = { level: null, site: null, signal: null, state: null, text: '' };

/** Most UTF-16 units of a search. */
const TEXT_MAX = 200;
/** ms of rest after a key before the search is made. */
const REST = 120;

/** The choice as the background asks for it. */
export function filterOf({ level, site, signal, state, text }: Choice): AlertFilter {
  return {
    ...(level === null ? {} : { levels: [level] }),
    ...(site === null ? {} : { sites: [site] }),
    ...(signal === null ? {} : { signals: [signal] }),
    ...(state === null ? {} : { states: [state] }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}

interface AlertFiltersProps {
  readonly desk: Desk;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

/** A search and four lists. What is chosen holds at once. */
export function AlertFilters({ desk, choice, onChoose }: AlertFiltersProps) {
  const { guide, sites, family } = desk;
  const { asked } = useAsked(useCallback(() => guide.advice(SIGNALS), [guide]));
  const signals =
    asked.state === 'answered'
      ? SIGNALS.map((signal) => ({ value: signal, name: signalTitle(signal, asked.value) }))
      : [];
  signals.sort((a, b) => a.name.localeCompare(b.name, textLanguage()));
  const put = (part: Partial<Choice>) => {
    const next = { ...choice, ...part };
    onChoose(isEmpty(next) ? NO_CHOICE : next);
  };
  return (
    <search class="filters">
      <SearchField text={choice.text} onSearch={(text) => put({ text })} />
      <Select
        label={t('filter_level')}
        any={t('filter_any')}
        value={choice.level}
        options={LEVELS.map((level) => ({ value: level, name: t(LEVEL_NAMES.parent[level]) }))}
        onChoose={(level) => put({ level })}
      />
      <Select
        label={t('filter_state')}
        any={t('filter_any')}
        value={choice.state}
        options={STATES.map((state) => ({ value: state, name: t(STATE_NAMES[state]) }))}
        onChoose={(state) => put({ state })}
      />
      {family.view.parentSeesSite ? (
        <Select
          label={t('filter_site')}
          any={t('filter_any')}
          value={choice.site}
          options={sites.map(({ id, name }) => ({ value: id, name }))}
          onChoose={(site) => put({ site })}
        />
      ) : null}
      <Select
        label={t('filter_signal')}
        any={t('filter_any')}
        value={choice.signal}
        options={signals}
        onChoose={(signal) => put({ signal })}
      />
      {choice === NO_CHOICE ? null : (
        <Button kind="quiet" onPress={() => onChoose(NO_CHOICE)}>
          {t('filter_clear')}
        </Button>
      )}
    </search>
  );
}

/** Nothing is chosen and nothing typed, not even a space: that one would be gone while it is typed. */
function isEmpty(choice: Choice): boolean {
  return choice.text === '' && Object.keys(filterOf(choice)).length === 0;
}

interface SearchFieldProps {
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** Searches when the typing rests. */
function SearchField({ text, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  // What was searched last comes back as `text`: only another one (all filters were cleared) replaces what is typed.
  const searched = useRef(text);
  useEffect(() => {
    if (text !== searched.current) setTyped(text);
    searched.current = text;
  }, [text]);
  useEffect(() => {
    if (typed === searched.current) return;
    const timer = setTimeout(() => {
      searched.current = typed;
      onSearch(typed);
    }, REST);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <div class="field">
      <label class="label small" for="search">
        {t('filter_text')}
      </label>
      <input
        id="search"
        class="input"
        type="search"
        value={typed}
        maxLength={TEXT_MAX}
        dir="auto"
        autocomplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  );
}
