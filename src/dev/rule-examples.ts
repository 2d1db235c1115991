/** One example of a rule file, read. */
export interface RuleExample {
  /** Messages of one author, oldest first; the last one is the one that must match. */
  readonly messages: readonly string[];
  /** The text between `[[` and `]]` of the last message, or null when nothing is marked. */
  readonly span: string | null;
}

/** Reads an example: messages parted by ` / `, the span that must match marked `[[…]]` in the last one. */
export function parseExample(example: string): RuleExample {
  const messages = example.split(' / ');
  const last = messages.at(-1) ?? '';
  const span = /\[\[(.*?)\]\]/s.exec(last)?.[1] ?? null;
  return { messages: messages.map((message) => message.replaceAll('[[', '').replaceAll(']]', '')), span };
}
