import { type MessageKey, t } from '../i18n.ts';
import type { StoreState } from '../protocol/messages.ts';
import { Notice } from './notice.tsx';

const TROUBLE: Record<Exclude<StoreState, 'ok'>, { readonly title: MessageKey; readonly text: MessageKey }> = {
  full: { title: 'store_full_title', text: 'store_full_text' },
  corrupt: { title: 'store_corrupt_title', text: 'store_corrupt_text' },
  newer: { title: 'store_newer_title', text: 'store_newer_text' },
  upgrade: { title: 'store_upgrade_title', text: 'store_upgrade_text' },
};

/** Says in plain words that alerts cannot be kept, and why. Nothing while all is well. */
export function StoreTrouble({ state }: { readonly state: StoreState }) {
  if (state === 'ok') return null;
  const words = TROUBLE[state];
  return (
    <Notice kind="trouble" title={t(words.title)}>
      <p>{t(words.text)}</p>
    </Notice>
  );
}
