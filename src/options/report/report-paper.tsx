import { LEVELS, SIGNALS } from '../../engine/signal.ts';
import { type ReportAlert, type ReportFile, readableHash } from '../../evidence/report.ts';
import type { AdviceLibrary, CountryHelp } from '../../guidance/index.ts';
import { formatLanguage, type MessageKey, t, textLanguage } from '../../i18n.ts';
import type { SiteSummary } from '../../protocol/messages.ts';
import { countryName, countText } from '../../ui/format.ts';
import { LEVEL_NAMES } from '../../ui/level-mark.tsx';
import { siteNames } from '../../ui/site-name.ts';
import { signalTitle } from '../alert-words.tsx';

const NEVER: readonly MessageKey[] = [
  'report_never_forward',
  'report_never_delete',
  'report_never_pay',
  'report_never_meet',
];

interface ReportPaperProps {
  readonly file: ReportFile;
  readonly help: CountryHelp;
  readonly advice: AdviceLibrary;
  readonly sites: readonly SiteSummary[];
}

/** A time, an address, a hash or a rule: reads from left to right also in a text that doesn't, or its parts change places. */
function Exact({ children }: { readonly children: string }) {
  return <bdi dir="ltr">{children}</bdi>;
}

/** The report as it is printed: facts first, then what is known about each alert, then how it can be checked. */
export function ReportPaper({ file, help, advice, sites }: ReportPaperProps) {
  const { report, hash } = file;
  const { receivers } = report;
  return (
    <article class="paper card" aria-labelledby="paper">
      <h2 id="paper">{t('paper_title')}</h2>
      <p>
        {t('paper_text')} {t('paper_no_pictures')}
      </p>
      <dl class="facts">
        <dt>{t('paper_made')}</dt>
        <dd>
          <Exact>{report.made}</Exact>
        </dd>
        <dt>{t('paper_by')}</dt>
        <dd>{report.madeBy}</dd>
        <dt>{t('country_heading')}</dt>
        <dd>{countryName(report.country, textLanguage())}</dd>
        <dt>{t('paper_names')}</dt>
        <dd>{t(report.redacted ? 'paper_names_out' : 'paper_names_in')}</dd>
      </dl>
      <h3>{t('paper_hash')}</h3>
      <p class="small">{t('paper_hash_text')}</p>
      <p class="hash" dir="ltr">
        {readableHash(hash)}
      </p>
      {file.signature === null ? <p>{t('paper_unsigned')}</p> : null}
      <h3>{t('paper_receivers', countryName(help.country, textLanguage()))}</h3>
      <ul>
        {receivers.map(({ name, reach }) => (
          <li key={name}>
            <bdi class="label">{name}</bdi>{' '}
            <span class="break">
              <Exact>{reach}</Exact>
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('paper_never')}</h3>
      <ul>
        {NEVER.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {report.alerts.map((alert, index) => (
        <AlertPaper key={alert.id} alert={alert} number={index + 1} advice={advice} sites={sites} />
      ))}
      <JournalPaper file={file} />
    </article>
  );
}

interface AlertPaperProps {
  readonly alert: ReportAlert;
  /** From 1. */
  readonly number: number;
  readonly advice: AdviceLibrary;
  readonly sites: readonly SiteSummary[];
}

const FROM: Record<ReportAlert['lines'][number]['from'], MessageKey> = {
  child: 'paper_from_child',
  peer: 'paper_from_peer',
  unknown: 'paper_from_unknown',
};

function AlertPaper({ alert, number, advice, sites }: AlertPaperProps) {
  const language = formatLanguage();
  const level = LEVELS.find((each) => each === alert.level);
  const siteName = siteNames(sites, 'site_other');
  return (
    <section class="paper-alert" aria-labelledby={`paper-${number}`}>
      <h3 id={`paper-${number}`}>{t('paper_alert', countText(number, language))}</h3>
      <dl class="facts">
        <dt>{t('filter_level')}</dt>
        <dd>{level === undefined ? alert.level : t(LEVEL_NAMES.parent[level])}</dd>
        <dt>{t('filter_site')}</dt>
        <dd>{alert.site === null ? t('paper_not_shown') : siteName(alert.site)}</dd>
        <dt>{t('paper_peer')}</dt>
        <dd>
          <bdi>{alert.peer ?? t('paper_not_shown')}</bdi>
        </dd>
        <dt>{t('paper_raised')}</dt>
        <dd>
          <Exact>{alert.raised}</Exact>
        </dd>
        <dt>{t('paper_updated')}</dt>
        <dd>
          <Exact>{alert.updated}</Exact>
        </dd>
        <dt>{t('paper_id')}</dt>
        <dd>
          <Exact>{alert.id}</Exact>
        </dd>
      </dl>
      <h4>{t('paper_reasons')}</h4>
      <ul>
        {alert.reasons.map(({ signal, rule, time }) => (
          <li key={`${rule}/${time}`}>
            {reasonTitle(signal, advice)}
            <span class="soft small break">
              {' '}
              <Exact>{time}</Exact> · <Exact>{rule}</Exact>
            </span>
          </li>
        ))}
      </ul>
      <h4>{t('words_heading')}</h4>
      {alert.unreadableParts === 0 ? null : (
        <p class="label">{t('words_unreadable', countText(alert.unreadableParts, language))}</p>
      )}
      {alert.lines.length === 0 ? <p>{t('paper_no_words')}</p> : null}
      <ol class="paper-lines">
        {alert.lines.map((line, index) => (
          <li key={index}>
            <p class="soft small">
              {t(FROM[line.from])}: <bdi>{line.author}</bdi> · <bdi>{line.time ?? t('paper_time_unknown')}</bdi>
            </p>
            <p class="paper-line" dir="auto">
              {line.text}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function reasonTitle(signal: string, advice: AdviceLibrary): string {
  const known = SIGNALS.find((each) => each === signal);
  return known === undefined ? signal : signalTitle(known, advice);
}

/** The proofs: how many entries of the journal are in the file, and the hashes of the first and the last of them. */
function JournalPaper({ file }: { readonly file: ReportFile }) {
  const { journal, alerts } = file.report;
  const language = formatLanguage();
  const first = journal[0];
  const last = journal.at(-1);
  const withheld = journal.filter((entry) => 'digest' in entry).length;
  return (
    <section class="paper-alert" aria-labelledby="paper-proof">
      <h3 id="paper-proof">{t('paper_proof')}</h3>
      <p class="small">{t('paper_proof_text')}</p>
      {withheld === 0 ? null : <p class="small">{t('paper_withheld', countText(withheld, language))}</p>}
      <dl class="facts">
        {first === undefined || last === undefined ? null : (
          <>
            <dt>{t('paper_entries')}</dt>
            <dd>
              {countText(first.seq, language)}–{countText(last.seq, language)}
            </dd>
            <dt>{t('paper_last_entry')}</dt>
            <dd class="hash">
              <Exact>{last.hash}</Exact>
            </dd>
          </>
        )}
        {alerts.flatMap((alert) =>
          alert.parts.map(({ part, sha256 }) => (
            <div class="facts-pair" key={`${alert.id}/${part}`}>
              <dt>{t('paper_part', countText(part, language))}</dt>
              <dd class="hash">
                <Exact>{sha256}</Exact>
              </dd>
            </div>
          )),
        )}
        {file.signature === null ? null : (
          <>
            <dt>{t('paper_signature')}</dt>
            <dd class="hash">
              <Exact>{file.signature.signature}</Exact>
            </dd>
            <dt>{t('paper_key')}</dt>
            <dd class="hash">
              <Exact>{file.signature.publicKey}</Exact>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
