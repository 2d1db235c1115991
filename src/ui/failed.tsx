import { t } from '../i18n.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** The background is silent: say so, and offer to ask again. */
export function Failed({ again }: { readonly again: () => void }) {
  return (
    <Notice kind="care" title={t('no_answer_title')} live>
      <p>{t('no_answer_text')}</p>
      <Button onPress={again}>{t('try_again')}</Button>
    </Notice>
  );
}
