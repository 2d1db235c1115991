import { type MessageKey, t, textLanguage } from '../i18n.ts';

/** Gives the page its language, its writing direction and its title, before anything is drawn. */
export function preparePage(document: Document, title: MessageKey): void {
  document.documentElement.lang = textLanguage();
  document.documentElement.dir = t('dir') === 'rtl' ? 'rtl' : 'ltr';
  document.title = t(title);
}
