import { useCallback, useState } from 'preact/hooks';
import { SIGNALS } from '../../engine/signal.ts';
import type { ReportFile } from '../../evidence/report.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failed } from '../../ui/failed.tsx';
import { Notice } from '../../ui/notice.tsx';
import { lineOf, useAsked } from '../../ui/use-asked.ts';
import { useBehindDoor } from '../behind-door.ts';
import type { Desk } from '../desk.ts';
import { Gate } from '../gate.tsx';
import { hashOf } from '../route.ts';
import { makeReport } from './make-report.ts';
import { ReportPaper } from './report-paper.tsx';

/** Names that the parent may add, separated by commas; longest text. */
const NAMES_MAX = 400;

interface ReportViewProps {
  readonly desk: Desk;
  /** Ids of the alerts. */
  readonly ids: readonly string[];
}

/** A report, and the wishes that it was made by. */
interface Made {
  readonly file: ReportFile;
  readonly redact: boolean;
  readonly names: string;
}

/** Makes one report of one or more alerts: on paper, and as a file that can be checked. */
export function ReportView({ desk, ids }: ReportViewProps) {
  const { host, guide, lock, family } = desk;
  const { country } = family.settings;
  const question = useCallback(
    async () => ({ help: await guide.help(country), advice: await guide.advice(SIGNALS) }),
    [guide, country],
  );
  const { asked, again } = useAsked(question);
  const [redact, setRedact] = useState(true);
  const [names, setNames] = useState('');
  // It holds the opened words. One that was made, or is still being made, by other wishes is not what was asked for.
  const [made, setMade] = useBehindDoor<Made | null>(lock.door, null);
  const file = made?.redact === redact && made.names === names ? made.file : null;
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (asked.state === 'asking') return <p class="soft">{t('loading')}</p>;
  if (asked.state === 'failed') return <Failed again={again} />;
  const { help, advice } = asked.value;

  const make = () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    const wishes = { redact, names: names.split(',').map((name) => name.trim()) };
    makeReport(desk, ids, help, wishes)
      .then(
        (done) => (done === null ? lock.shut() : setMade({ file: done, redact, names })),
        (error: unknown) => setFault(lineOf(error)),
      )
      .finally(() => setBusy(false));
  };
  const save = () => {
    if (file === null) return;
    host.save(
      `nightlight-report-${file.report.made.slice(0, 10)}.json`,
      JSON.stringify(file, null, 2),
      'application/json',
    );
  };

  return (
    <div class="narrow stack-wide">
      <div class="not-printed stack-wide">
        <p class="soft">{t('report_text')}</p>
        <Gate desk={desk} why={t('gate_why_report')} />
        <Card labelledBy="make">
          <h2 id="make">{t('report_make_heading')}</h2>
          <label class="check">
            <input type="checkbox" checked={redact} onChange={(event) => setRedact(event.currentTarget.checked)} />
            <span>{t('report_redact')}</span>
          </label>
          {redact ? (
            <div class="field">
              <label class="label small" for="names">
                {t('report_names')}
              </label>
              <input
                id="names"
                class="input"
                type="text"
                dir="auto"
                autocomplete="off"
                maxLength={NAMES_MAX}
                value={names}
                onInput={(event) => setNames(event.currentTarget.value)}
              />
            </div>
          ) : null}
          <div class="actions">
            <Button kind="primary" disabled={busy || lock.state === 'locked'} onPress={make}>
              {t(busy ? 'gate_opening' : 'report_make')}
            </Button>
            <Button href={hashOf({ view: 'alerts' })}>{t('alert_back')}</Button>
          </div>
          {fault === null ? null : (
            <Notice kind="trouble" title={t('report_failed')} live>
              <p>{fault}</p>
            </Notice>
          )}
          {file === null ? null : (
            <>
              <Notice kind="good" title={t('report_made')} live>
                <p>{t('report_made_text')}</p>
              </Notice>
              <div class="actions">
                <Button onPress={host.print}>{t('report_print')}</Button>
                <Button onPress={save}>{t('report_save')}</Button>
              </div>
            </>
          )}
        </Card>
      </div>
      {file === null ? null : <ReportPaper file={file} help={help} advice={advice} sites={desk.sites} />}
    </div>
  );
}
