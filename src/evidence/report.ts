import { canonical } from '../journal/canonical.ts';
import type { EvidenceLine } from '../protocol/family.ts';
import type { ReportFacts, Signature } from '../protocol/journal.ts';
import { sha256 } from '../sealing/bytes.ts';
import type { Ask, OpenedLines } from '../sealing/door.ts';

/** What the page adds to the facts. */
export interface ReportOptions {
  /** Opened lines by alert; an alert without any is told as one without lines. */
  readonly opened: ReadonlyMap<string, OpenedLines>;
  /** The child's names to be left out, as the chats show them; they stand as `[child]`. Empty: names stay. */
  readonly redact: readonly string[];
  /** Version of the extension. */
  readonly version: string;
  /** Whom it may be given to in this country, with what they take it by; from the guidance. */
  readonly receivers: readonly { readonly name: string; readonly reach: string }[];
}

export interface ReportAlert {
  readonly id: string;
  readonly site: string | null;
  /** Name above the thread: the peer or the group. */
  readonly peer: string | null;
  readonly level: string;
  /** ISO 8601 with the zone of the device. */
  readonly raised: string;
  readonly updated: string;
  readonly signals: readonly string[];
  readonly reasons: readonly { readonly signal: string; readonly rule: string; readonly time: string }[];
  readonly lines: readonly ReportLine[];
  /** Sealed parts that did not open: changed or of an earlier key. */
  readonly unreadableParts: number;
  /** SHA-256 of the canonical JSON of each sealed part; the journal holds the same. */
  readonly parts: readonly { readonly part: number; readonly lines: number; readonly sha256: string }[];
}

export interface ReportLine {
  readonly author: string;
  readonly from: 'peer' | 'child' | 'unknown';
  /** null where the page did not tell. */
  readonly time: string | null;
  readonly text: string;
  /** It stood on the page before Nightlight read it. */
  readonly history: boolean;
}

/** The facts of a report, as they are hashed. */
export interface Report {
  readonly format: 'nightlight-report';
  readonly version: 1;
  readonly madeBy: string;
  readonly made: string;
  /** Minutes east of UTC. */
  readonly zone: number;
  readonly country: string;
  readonly redacted: boolean;
  readonly receivers: ReportOptions['receivers'];
  readonly alerts: readonly ReportAlert[];
  readonly journal: ReportFacts['journal'];
}

/** The file: the report, its hash to be read out over the phone, and the signature of the browser that made it. */
export interface ReportFile {
  readonly report: Report;
  /** SHA-256 of the canonical JSON of `report`, in hex. */
  readonly hash: string;
  readonly signature: Signature | null;
}

/** Puts a report together. Pure; the hash is made by `sealReport`. */
export async function buildReport(facts: ReportFacts, options: ReportOptions): Promise<Report> {
  const { opened, redact, version, receivers } = options;
  const when = (at: number) => zoned(at, facts.zone);
  const hide = redactor(redact);
  const alerts: ReportAlert[] = [];
  for (const alert of facts.alerts) {
    const lines = opened.get(alert.id);
    const parts: ReportAlert['parts'][number][] = [];
    for (const { part, lines: count, sealed } of alert.parts)
      parts.push({ part, lines: count, sha256: await sha256(canonical(sealed)) });
    alerts.push({
      id: alert.id,
      site: alert.site,
      peer: alert.title === null ? null : hide(alert.title),
      level: alert.level,
      raised: when(alert.raised),
      updated: when(alert.updated),
      signals: alert.signals,
      reasons: alert.reasons.map(({ signal, rule, time }) => ({ signal, rule, time: when(time) })),
      lines: (lines?.lines ?? []).map((line) => reported(line, when, hide, redact.length > 0)),
      unreadableParts: lines?.unreadable ?? 0,
      parts,
    });
  }
  return {
    format: 'nightlight-report',
    version: 1,
    madeBy: `Nightlight ${version}`,
    made: when(facts.made),
    zone: facts.zone,
    country: facts.country,
    redacted: redact.length > 0,
    receivers,
    alerts,
    journal: facts.journal,
  };
}

/** Hashes a report and has it signed; null when the page is not unlocked any more. */
export async function sealReport(report: Report, ask: Ask, token: string | null): Promise<ReportFile | null> {
  const hash = await sha256(canonical(report));
  const answer = await ask('sign-report', { token, hash, alerts: report.alerts.map(({ id }) => id) });
  return answer.outcome === 'locked' ? null : { report, hash, signature: answer.signature };
}

/** A hash as it is read out: sixteen groups of four. */
export function readableHash(hash: string): string {
  return (hash.match(/.{4}/g) ?? []).join(' ');
}

function reported(
  { author, direction, time, text, history }: EvidenceLine,
  when: (at: number) => string,
  hide: (text: string) => string,
  redacted: boolean,
): ReportLine {
  return {
    author: redacted && direction === 'child' ? '[child]' : hide(author),
    from: direction,
    time: time === null ? null : when(time),
    text: hide(text),
    history,
  };
}

/** Puts `[child]` in the place of names, whatever their case, as whole words. */
function redactor(names: readonly string[]): (text: string) => string {
  const wanted = names.map((name) => name.trim()).filter((name) => name !== '');
  if (wanted.length === 0) return (text) => text;
  const words = wanted.sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replace(pattern, '[child]');
}

/** `2026-11-25T13:00:00.000+01:00` */
function zoned(at: number, minutes: number): string {
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
