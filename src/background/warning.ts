import { firstHelpIn, nameOf, warningText } from '../guidance/index.ts';
import type { HelpLink, PageWarning } from '../protocol/messages.ts';
import type { StoredAlert } from '../store/alerts.ts';
import type { Room } from './study.ts';

/** Lines of advice that fit on the page. */
const MAX_STEPS = 3;

/** What the page says to the child about an alert, in the child's language. */
export function pageWarning(
  alert: StoredAlert,
  room: Pick<Room, 'advice' | 'env' | 'help'>,
  country: string,
): PageWarning {
  const { advice, env } = room;
  const { id, level, signals } = alert;
  const help = level === 'urgent' ? helpLinks(room, country) : [];
  try {
    const { title, why, todo } = warningText(advice(), alert, env.language());
    return { alert: id, level, signals, title, why, todo: todo.slice(0, MAX_STEPS), help };
  } catch {
    // Advice that is missing must cost the words alone, not the warning.
    const kind = level === 'urgent' ? 'urgent' : 'warning';
    const [title, why] = [env.text(`notify_${kind}_title`), env.text(`notify_${kind}_text`)];
    return { alert: id, level, signals, title, why, todo: [], help };
  }
}

/** A call and a chat, where there are such: the first who listens to children in the country. */
function helpLinks({ env, help }: Pick<Room, 'env' | 'help'>, country: string): HelpLink[] {
  try {
    const first = firstHelpIn(help(), country);
    if (first === null) return [];
    const { phone, shown, chat } = first;
    const name = nameOf(first, env.language());
    const links: HelpLink[] = [];
    if (phone !== null) links.push({ text: env.text('alert_call', name, shown ?? phone), href: `tel:${phone}` });
    if (chat !== null) links.push({ text: phone === null ? name : env.text('alert_chat'), href: chat });
    return links;
  } catch {
    // A fault in a file must cost the number alone, not the warning.
    return [];
  }
}
