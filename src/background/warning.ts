import { type AdviceLibrary, warningText } from '../guidance/index.ts';
import type { PageWarning } from '../protocol/messages.ts';
import type { StoredAlert } from '../store/alerts.ts';

/** Lines of advice that fit on the page. */
const MAX_STEPS = 3;

/** What the page says to the child about an alert, in the child's language. */
export function pageWarning(alert: StoredAlert, library: AdviceLibrary, language: string): PageWarning {
  const { title, why, todo } = warningText(library, alert, language);
  return { alert: alert.id, level: alert.level, signals: alert.signals, title, why, todo: todo.slice(0, MAX_STEPS) };
}
