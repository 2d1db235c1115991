import { buildReport, type ReportFile, sealReport } from '../../evidence/report.ts';
import type { CountryHelp, Helpline } from '../../guidance/index.ts';
import type { EvidenceLine } from '../../protocol/family.ts';
import type { OpenedLines } from '../../ui/safe.ts';
import type { Desk } from '../desk.ts';
import { isName } from './own-words.ts';

/** What the parent decides about a report. */
export interface ReportWishes {
  /** The child's names are left out. */
  readonly redact: boolean;
  /** Other names of the child that may stand in the lines. */
  readonly names: readonly string[];
}

/** Stands for the child's name in a redacted report, whatever the child is called. */
const NAMELESS = '[child]';

/**
 * Makes a report: facts of the background, lines that the door of this page opens, one hash over all of it and a
 * signature. Null: the page is not unlocked any more.
 */
export async function makeReport(
  desk: Desk,
  alerts: readonly string[],
  help: CountryHelp,
  wishes: ReportWishes,
): Promise<ReportFile | null> {
  const { host, lock } = desk;
  const { door, token } = lock;
  const answer = await host.ask('report-facts', { token, alerts });
  if (answer.outcome === 'locked') return null;
  const { facts } = answer;
  const opened = new Map<string, OpenedLines>();
  if (door !== null) {
    for (const { id, parts } of facts.alerts) if (parts.length > 0) opened.set(id, await door.open(parts));
  }
  const lines = [...opened.values()].flatMap((each) => each.lines);
  const report = await buildReport(facts, {
    opened,
    redact: wishes.redact ? redactedNames(lines, wishes.names) : [],
    version: host.version,
    receivers: receiversOf(help),
  });
  return sealReport(report, host.ask, token);
}

/** The names that the chats themselves give the child, and those that the parent adds. */
function redactedNames(lines: readonly EvidenceLine[], added: readonly string[]): string[] {
  const own = lines
    .filter(({ direction, author }) => direction === 'child' && isName(author))
    .map(({ author }) => author);
  return [...new Set([...own, ...added.filter((name) => name.trim() !== ''), NAMELESS])];
}

/** Who may receive a report in a country: the police and hotlines that take reports, and how each is reached. */
function receiversOf(help: CountryHelp): { readonly name: string; readonly reach: string }[] {
  const { lines, fallback } = help.offers.report;
  return [...lines, ...fallback].map((line) => ({ name: line.name, reach: reachOf(line) }));
}

function reachOf(line: Helpline): string {
  return [line.form ?? line.link, line.shown ?? line.phone, line.email].filter((way) => way !== null).join(' · ');
}
