import type { Level } from '../engine/signal.ts';
import { SIGNAL_WORDS } from './signal-words.ts';
import { printable, type ShownAlert } from './thread.ts';

export interface RenderOptions {
  /** JSON Lines instead of a report for people. */
  readonly json: boolean;
  /** Colours: only on a terminal. */
  readonly colour: boolean;
}

/** A conversation that was read to its end. */
export interface ConversationFacts {
  readonly file: string;
  readonly title: string;
  readonly messages: number;
  /** Who was read as the child; null when nobody was known to be. */
  readonly child: string | null;
  readonly latest: ShownAlert | null;
}

/** ANSI colours of the levels. */
const COLOUR: Readonly<Record<Level, string>> = { caution: '36', warning: '33', urgent: '31;1' };

const paint = (text: string, code: string, on: boolean): string => (on ? `\u001b[${code}m${text}\u001b[0m` : text);

/** An alert at the moment at which it is raised, as one JSON line. */
export function alertLine(file: string, conversation: string, alert: ShownAlert): string {
  const { at, line, time, author, level, signals, reasons } = alert;
  const when = time === null ? null : new Date(time).toISOString();
  return `${JSON.stringify({ type: 'alert', file, conversation, at, line, time: when, author, level, signals, reasons })}\n`;
}

/** The end of a conversation as one JSON line. */
export function conversationLine(facts: ConversationFacts): string {
  const { file, title, messages, child, latest } = facts;
  return `${JSON.stringify({
    type: 'conversation',
    file,
    conversation: title,
    messages,
    child,
    level: latest?.level ?? null,
    signals: latest?.signals ?? [],
  })}\n`;
}

/** A conversation for people: nothing but one line when all is quiet, else level, reasons and lines. */
export function conversationReport(facts: ConversationFacts, colour: boolean): string {
  const { file, title, messages, latest } = facts;
  const name = title === '' || file.includes(title) ? printable(file) : `${printable(file)}, ${printable(title)}`;
  const head = `${paint(name, '1', colour)} (${messages.toLocaleString('en')} ${messages === 1 ? 'message' : 'messages'})`;
  if (latest === null) return `${head}: nothing found\n`;
  return `${head}\n${alertReport(latest, colour)}\n`;
}

/** One alert for people. */
export function alertReport(alert: ShownAlert, colour: boolean): string {
  const when = alert.time === null ? '' : `, ${new Date(alert.time).toISOString().slice(0, 16).replace('T', ' ')}`;
  const rows = [`  ${paint(alert.level.toUpperCase(), COLOUR[alert.level], colour)} at line ${alert.line}${when}`];
  for (const { signal, line, author, quote, source, rule } of alert.reasons) {
    const place = line === null ? '' : `line ${line}, `;
    const who = author === null ? '' : `${printable(author)} `;
    rows.push(`    ${place}${who}${SIGNAL_WORDS[signal]}${source === 'model' ? ' (second opinion)' : ''}`);
    if (quote !== null) rows.push(`      “${quote}”  ${paint(rule, '2', colour)}`);
  }
  return `${rows.join('\n')}\n`;
}
