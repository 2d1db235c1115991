import { t, textLanguage } from '../i18n.ts';

/**
 * Which language the pages speak and who decides it. Extensions have no choice of their own: their texts follow the browser.
 */
export function LanguageNote() {
  const language = textLanguage();
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return <p class="soft small">{t('language_text', name)}</p>;
}
