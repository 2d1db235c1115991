import messages from '../../src/static/public/_locales/en/messages.json' with { type: 'json' };

interface Entry {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** The little of the browser's interface that drawing a page needs: the texts of one language. */
export function chromeSpeaking(entries: Readonly<Record<string, Entry>>) {
  /** A text as the browser gives it: placeholders are named in the message and numbered in their content. */
  function getMessage(key: string, substitutions: readonly string[] = []): string {
    const entry = entries[key];
    if (entry === undefined) return '';
    return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = entry.placeholders?.[name.toLowerCase()]?.content ?? '';
      return content.replace(/\$(\d)/g, (_all, digit: string) => substitutions[Number(digit) - 1] ?? '');
    });
  }
  return { i18n: { getMessage } };
}

/** The English ones. */
export const fakeChrome = chromeSpeaking(messages);
