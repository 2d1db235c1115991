/** A text in the interface language, from `_locales`. */
export function label(key: string): string {
  return chrome.i18n.getMessage(key);
}
