import { useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { AlertSummary } from '../protocol/messages.ts';
import { Button } from '../ui/button.tsx';
import type { Host } from '../ui/host.ts';

interface NotAProblemProps {
  readonly alert: AlertSummary;
  readonly said: boolean;
  readonly onSaid: (notAProblem: boolean) => void;
  readonly host: Host;
}

/**
 * "It's not a problem", and the way back. Not offered of what is urgent: somebody who threatens may also say what to press.
 */
export function NotAProblem({ alert, said, onSaid, host }: NotAProblemProps) {
  const [failed, setFailed] = useState(false);
  if (alert.level === 'urgent') return null;
  const say = (undo: boolean) => {
    setFailed(false);
    host.ask('not-a-problem', { alert: alert.id, undo }).then(
      () => onSaid(!undo),
      () => setFailed(true),
    );
  };
  return (
    <div class="feedback">
      <p role="status" class="soft small">
        {failed ? t('problem_failed') : said ? t('problem_said') : ''}
      </p>
      <Button kind="quiet" onPress={() => say(said)}>
        {said ? t('problem_undo') : t('problem_not')}
      </Button>
    </div>
  );
}
