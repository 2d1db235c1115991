import { useState } from 'preact/hooks';
import { type MessageKey, t } from '../i18n.ts';
import type { Contact } from '../protocol/family.ts';
import { Button } from '../ui/button.tsx';
import type { Host } from '../ui/host.ts';

interface TellViewProps {
  readonly host: Host;
  /** Title of the alert that it is about; null for something else. */
  readonly about: string | null;
  /** The message as the child left it; null: it was not changed yet. */
  readonly draft: string | null;
  readonly onDraft: (words: string) => void;
  /** Whom the school or the family named. */
  readonly contact: Contact | null;
}

/** A short message to a grown-up, to be changed and sent by the child: nothing leaves by itself. */
export function TellView({ host, about, draft, onDraft, contact }: TellViewProps) {
  const words = draft ?? (about === null ? t('tell_message') : t('tell_message_about', about));
  const [said, setSaid] = useState<MessageKey | null>(null);
  const text = encodeURIComponent(words);
  const copy = () => {
    host.copy(words).then(
      () => setSaid('tell_copied'),
      () => setSaid('tell_not_copied'),
    );
  };
  const { share } = host;
  return (
    <>
      <p>{t('tell_lead')}</p>
      <label for="tell-words" class="label">
        {t('tell_label')}
      </label>
      <textarea
        id="tell-words"
        class="words"
        rows={6}
        dir="auto"
        value={words}
        onInput={(event) => {
          onDraft(event.currentTarget.value);
          setSaid(null);
        }}
      />
      <div class="actions">
        <Button kind="primary" onPress={copy}>
          {t('tell_copy')}
        </Button>
        {share === null ? null : (
          // Put away without sharing: nothing to say about that.
          <Button onPress={() => void share(words).catch(() => undefined)}>{t('tell_share')}</Button>
        )}
        <Button href={`sms:?&body=${text}`}>{t('tell_text')}</Button>
        <Button href={`mailto:?subject=${encodeURIComponent(t('tell_subject'))}&body=${text}`}>
          {t('tell_email')}
        </Button>
      </div>
      <p role="status">{said === null ? '' : t(said)}</p>
      <p class="soft">{t('tell_who')}</p>
      {contact === null ? null : <p>{t('tell_contact', contact.name, contact.reach)}</p>}
    </>
  );
}
