import type messages from './static/public/_locales/en/messages.json';

/** A key of `_locales`: one that is not in the English file does not compile. */
export type MessageKey = keyof typeof messages;

/**
 * The text of `key` in the language of the browser, else in English, with `$1`… filled in order.
 * A key that is missing at run time is returned as it is: a strange word is better than an empty button.
 */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return chrome.i18n.getMessage(key, [...substitutions]) || key;
}

/** Language tag of the texts that `t` gives, which is English for a browser in a language that has no texts yet. */
export function textLanguage(): string {
  return t('lang');
}

/**
 * Language tag for dates and numbers: the one that the browser asks for where it is the language of the texts, so that
 * `en-GB` keeps its 24 hours; else the language of the texts.
 */
export function formatLanguage(wanted: readonly string[] = navigator.languages): string {
  const texts = textLanguage();
  const base = (tag: string) => tag.split(/[-_]/)[0]?.toLowerCase();
  return wanted.find((tag) => base(tag) === base(texts)) ?? texts;
}
