import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../i18n.ts';
import type { HealthPart, ResponseOf } from '../protocol/messages.ts';
import notUnderstood from '../static/icons/not-understood.svg?no-inline';
import off from '../static/icons/off.svg?no-inline';
import on from '../static/icons/on.svg?no-inline';

type State = 'watching' | 'idle' | 'partly' | 'not-understood' | 'unknown' | 'off';

const WORDS: Record<State, { readonly icon: string; readonly title: MessageKey; readonly text: MessageKey }> = {
  watching: { icon: on, title: 'status_watching_title', text: 'status_watching_text' },
  idle: { icon: on, title: 'status_idle_title', text: 'status_idle_text' },
  partly: { icon: notUnderstood, title: 'status_partly_title', text: 'status_partly_text' },
  'not-understood': {
    icon: notUnderstood,
    title: 'status_not_understood_title',
    text: 'status_not_understood_text',
  },
  unknown: { icon: off, title: 'status_unknown_title', text: 'status_unknown_text' },
  off: { icon: off, title: 'status_off_title', text: 'status_off_text' },
};

const MISSING: Record<HealthPart, MessageKey> = {
  container: 'missing_container',
  rows: 'missing_rows',
  direction: 'missing_direction',
  composer: 'missing_composer',
};

interface PageStateProps {
  /** What the background knows about the page in front; null when there is none. */
  readonly page: ResponseOf<'page-status'> | null;
  readonly siteName: (id: string) => string;
  /** That nothing is read, and until when, in a sentence; null: it is read. */
  readonly paused: string | null;
}

/** A page without health is one that no content script runs on, or one that was told to stay out. */
function stateOf(page: PageStateProps['page']): State {
  if (page === null) return 'unknown';
  if (!page.on) return 'off';
  return page.health?.state ?? 'unknown';
}

/** The sky above the popup: is Nightlight on here, and does it understand the page? */
export function PageState({ page, siteName, paused }: PageStateProps) {
  if (paused !== null) {
    return (
      <Sky state="paused" icon={off} title={t('status_paused_title')}>
        <p class="sky-text">{paused}</p>
      </Sky>
    );
  }
  const state = stateOf(page);
  const words = WORDS[state];
  const missing = state === 'partly' || state === 'not-understood' ? (page?.health?.missing ?? []) : [];
  return (
    <Sky state={state} icon={words.icon} title={t(words.title)}>
      <p class="sky-text">{t(words.text, page?.health ? siteName(page.health.site) : '')}</p>
      {missing.length === 0 ? null : (
        <ul class="sky-text">
          {missing.map((part) => (
            <li key={part}>{t(MISSING[part])}</li>
          ))}
        </ul>
      )}
    </Sky>
  );
}

/** The sky when the background is silent: nobody may believe that it watches. */
export function NoAnswer() {
  return (
    <Sky state="no-answer" icon={notUnderstood} title={t('no_answer_title')}>
      <p class="sky-text">{t('no_answer_text')}</p>
    </Sky>
  );
}

interface SkyProps {
  readonly state: State | 'paused' | 'no-answer';
  readonly icon: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Sky({ state, icon, title, children }: SkyProps) {
  return (
    <div class="sky-state" data-state={state} role="status">
      <img src={icon} alt="" width="56" height="56" />
      <div>
        <p class="sky-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
