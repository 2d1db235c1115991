import { useState } from 'preact/hooks';
import { formatLanguage, t } from '../i18n.ts';
import type { AlertState, ParentAlert } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { whenText } from '../ui/time-text.ts';
import { lineOf } from '../ui/use-asked.ts';
import { STATE_NAMES, STATES } from './alert-words.tsx';
import type { Desk } from './desk.ts';

interface AlertStatesProps {
  readonly desk: Desk;
  readonly alert: ParentAlert;
  readonly onChanged: () => void;
}

type Changes = readonly { readonly alert: string; readonly state: AlertState }[];

interface Outcome {
  readonly title: string;
  /** What brings it back. */
  readonly undo: Changes | null;
  readonly failed: boolean;
}

/** How the alert stands with the family, and the way to say so; the last change can be taken back. */
export function AlertStates({ desk, alert, onChanged }: AlertStatesProps) {
  const { host, lock } = desk;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const locked = lock.state === 'locked';

  const put = (states: Changes, undoing: boolean) => {
    host.ask('set-alert-state', { token: lock.token, states: [...states] }).then(
      (answer) => {
        if (answer.outcome === 'locked') {
          lock.shut();
          return;
        }
        const state = states[0]?.state ?? alert.state;
        const title = undoing ? t('state_undone') : t('state_changed', t(STATE_NAMES[state]));
        setOutcome({ title, undo: undoing ? null : answer.before, failed: false });
        onChanged();
      },
      (error: unknown) => setOutcome({ title: t('not_saved', lineOf(error)), undo: null, failed: true }),
    );
  };

  return (
    <Card labelledBy="states">
      <h2 id="states">{t('states_heading')}</h2>
      {alert.stateSince === null ? null : (
        <p class="soft small">{t('state_since', whenText(alert.stateSince, host.now(), formatLanguage()))}</p>
      )}
      <RadioGroup
        name="state"
        labelledBy="states"
        value={alert.state}
        options={STATES.map((state) => ({ value: state, title: t(STATE_NAMES[state]) }))}
        disabled={locked}
        saves
        onChoose={(state) => put([{ alert: alert.id, state }], false)}
      />
      {alert.state === 'false-alarm' ? <p class="soft small">{t('state_false_text')}</p> : null}
      {outcome === null ? null : (
        <Notice kind={outcome.failed ? 'trouble' : 'good'} title={outcome.title} live>
          {outcome.undo === null ? null : (
            <Button disabled={locked} onPress={() => put(outcome.undo ?? [], true)}>
              {t('state_undo')}
            </Button>
          )}
        </Notice>
      )}
    </Card>
  );
}
