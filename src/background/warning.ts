import { warningText } from '../guidance/index.ts';
import type { PageWarning } from '../protocol/messages.ts';
import type { StoredAlert } from '../store/alerts.ts';
import type { Room } from './study.ts';

/** Lines of advice that fit on the page. */
const MAX_STEPS = 3;

/** What the page says to the child about an alert, in the child's language. */
export function pageWarning(alert: StoredAlert, { advice, env }: Pick<Room, 'advice' | 'env'>): PageWarning {
  const { id, level, signals } = alert;
  try {
    const { title, why, todo } = warningText(advice(), alert, env.language());
    return { alert: id, level, signals, title, why, todo: todo.slice(0, MAX_STEPS) };
  } catch {
    // Advice that is missing must cost the words alone, not the warning.
    const kind = level === 'urgent' ? 'urgent' : 'warning';
    const [title, why] = [env.text(`notify_${kind}_title`), env.text(`notify_${kind}_text`)];
    return { alert: id, level, signals, title, why, todo: [] };
  }
}
