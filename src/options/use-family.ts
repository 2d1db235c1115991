import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { FamilySettingsAnswer, SettingName, SettingsChange } from '../protocol/family.ts';
import { lineOf } from '../ui/use-asked.ts';
import type { Desk } from './desk.ts';

/** The settings as a form sees them. */
export interface Family extends FamilySettingsAnswer {
  /** They can be changed now: no PIN is set, or the page is open. */
  readonly open: boolean;
  /** Whether this one can be changed now: the page is open, and no policy decides it. */
  readonly may: (name: SettingName) => boolean;
  /** Changes some of them and saves at once. */
  readonly change: (change: SettingsChange) => void;
  /** What became of the last change, in words; empty before the first. */
  readonly outcome: string;
}

/**
 * Settings that are shown as chosen at once, and as saved once the background has answered. One change waits for the
 * other, since each names the revision that it was made on. A change that fails goes back to what was last saved.
 */
export function useFamily(desk: Desk, onSaved: () => void): Family {
  const { host, lock, family } = desk;
  const [shown, setShown] = useState(family);
  const [outcome, setOutcome] = useState('');
  const saved = useRef(family);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);

  useEffect(() => {
    if (waiting.current > 0 || family.revision < saved.current.revision) return;
    saved.current = family;
    setShown(family);
  }, [family]);

  const { token, shut } = lock;
  const change = useCallback(
    (part: SettingsChange) => {
      setShown((before) => ({ ...before, settings: { ...before.settings, ...part } }));
      waiting.current += 1;
      const save = async () => {
        const { revision } = saved.current;
        const answer = await host.ask('change-settings', { token, revision, change: part });
        if (answer.outcome === 'locked') {
          shut();
          return t('settings_locked_again');
        }
        if (answer.outcome === 'managed') return t('settings_managed_refused');
        saved.current = answer;
        return t(answer.outcome === 'saved' ? 'saved' : 'settings_conflict');
      };
      queue.current = queue.current
        .then(save)
        .catch((error: unknown) => t('not_saved', lineOf(error)))
        .then((words) => {
          waiting.current -= 1;
          setOutcome(words);
          if (waiting.current === 0) {
            setShown(saved.current);
            onSaved();
          }
        });
    },
    [host, token, shut, onSaved],
  );

  const open = lock.state !== 'locked';
  return { ...shown, open, may: (name) => open && !shown.managed.includes(name), change, outcome };
}
