import { useState } from 'preact/hooks';
import { formatLanguage, type MessageKey, t } from '../i18n.ts';
import type { EvidenceLine, ParentAlert } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { countText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import type { OpenedLines } from '../ui/safe.ts';
import { stampText } from '../ui/time-text.ts';
import { lineOf } from '../ui/use-asked.ts';
import { useBehindDoor } from './behind-door.ts';
import type { Desk } from './desk.ts';

const WHO: Record<EvidenceLine['direction'], MessageKey> = {
  child: 'words_child',
  peer: 'words_peer',
  unknown: 'words_unknown',
};

/** The lines that caused the alert, once the PIN has opened them. They leave the page with the key. */
export function LinesPart({ desk, alert }: { readonly desk: Desk; readonly alert: ParentAlert }) {
  const { lock, family } = desk;
  const { door } = lock;
  const [opened, setOpened] = useBehindDoor<OpenedLines | null>(door, null);
  const [fault, setFault] = useState<string | null>(null);

  const open = () => {
    if (door === null) return;
    setFault(null);
    openLines(desk, alert.id).then(
      (lines) => (lines === null ? lock.shut() : setOpened(lines)),
      (error: unknown) => setFault(lineOf(error)),
    );
  };

  return (
    <Card labelledBy="words">
      <h2 id="words">{t('words_heading')}</h2>
      {alert.lines === 0 ? (
        <p>
          {t(family.view.linesFrom === null ? 'words_never' : lock.state === 'free' ? 'words_no_pin' : 'words_none')}
        </p>
      ) : (
        <>
          <p class="soft">{t('words_sealed', countText(alert.lines, formatLanguage()))}</p>
          {door !== null && opened === null ? (
            <Button kind="primary" onPress={open}>
              {t('words_open')}
            </Button>
          ) : null}
          {fault === null ? null : (
            <Notice kind="trouble" title={t('words_failed')} live>
              <p>{fault}</p>
            </Notice>
          )}
          {opened === null ? null : <Lines opened={opened} />}
        </>
      )}
    </Card>
  );
}

/** Asks for the sealed parts of an alert and opens them; null when the page is not unlocked any more. */
async function openLines({ host, lock }: Desk, alert: string): Promise<OpenedLines | null> {
  if (lock.door === null) return null;
  const answer = await host.ask('alert-lines', { token: lock.door.token, alert });
  return answer.outcome === 'locked' ? null : lock.door.open(answer.parts);
}

/** The lines in order, each with who wrote it and when. */
function Lines({ opened }: { readonly opened: OpenedLines }) {
  const language = formatLanguage();
  return (
    <>
      {opened.unreadable === 0 ? null : (
        <Notice kind="trouble" title={t('words_unreadable', countText(opened.unreadable, language))}>
          <p>{t('words_unreadable_text')}</p>
        </Notice>
      )}
      <ol class="words plain-list" aria-label={t('words_heading')}>
        {opened.lines.map((line, index) => (
          <li key={index} class="word" data-from={line.direction}>
            <p class="soft small">
              {t(WHO[line.direction], line.author)}
              {line.time === null ? null : ` · ${stampText(line.time, language)}`}
            </p>
            <p class="word-text" dir="auto">
              {line.text}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
