import { LEVELS, type Level, levelRank } from '../engine/signal.ts';
import { type MessageKey, t } from '../i18n.ts';
import type { Reader } from './guide.ts';

/** The level in the words for the one who reads. */
export const LEVEL_NAMES: Readonly<Record<Reader, Readonly<Record<Level, MessageKey>>>> = {
  child: { caution: 'level_child_caution', warning: 'level_child_warning', urgent: 'level_child_urgent' },
  parent: { caution: 'level_parent_caution', warning: 'level_parent_warning', urgent: 'level_parent_urgent' },
};

/** How grave it is: words beside three small lights, one to three of them lit. */
export function LevelMark({ level, reader }: { readonly level: Level; readonly reader: Reader }) {
  return (
    <span class="level-mark" data-level={level}>
      <span class="level-mark-lights" aria-hidden="true">
        {LEVELS.map((step) => (
          <span key={step} class="level-mark-light" data-lit={levelRank(step) <= levelRank(level)} />
        ))}
      </span>
      {t(LEVEL_NAMES[reader][level])}
    </span>
  );
}
