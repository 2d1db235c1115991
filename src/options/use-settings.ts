import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { Settings } from '../protocol/messages.ts';
import type { Ask } from '../ui/host.ts';
import { lineOf } from '../ui/use-asked.ts';

interface SavedSettings {
  readonly settings: Settings;
  /** Changes some of them and saves at once. */
  readonly change: (part: Partial<Settings>) => void;
  /** What became of the last change, in words; empty before the first. */
  readonly outcome: string;
}

/**
 * Settings that are shown as chosen at once, and as saved once the background has answered.
 * A change that fails goes back to what was last saved, and says so. Of several quick changes the last answer counts.
 */
export function useSettings(ask: Ask, stored: Settings): SavedSettings {
  const [settings, setSettings] = useState(stored);
  const [outcome, setOutcome] = useState('');
  const saved = useRef(stored);
  const shown = useRef(stored);
  const last = useRef(0);

  const show = useCallback((next: Settings) => {
    shown.current = next;
    setSettings(next);
  }, []);

  useEffect(() => {
    saved.current = stored;
    show(stored);
  }, [stored, show]);

  const change = useCallback(
    (part: Partial<Settings>) => {
      const turn = ++last.current;
      const next = { ...shown.current, ...part };
      show(next);
      ask('set-settings', { settings: next }).then(
        (answer) => {
          saved.current = answer.settings;
          if (turn !== last.current) return;
          show(answer.settings);
          setOutcome(t('saved'));
        },
        (error: unknown) => {
          if (turn !== last.current) return;
          show(saved.current);
          setOutcome(t('not_saved', lineOf(error)));
        },
      );
    },
    [ask, show],
  );
  return { settings, change, outcome };
}
