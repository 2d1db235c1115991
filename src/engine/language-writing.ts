import { type Letters, makeLetters } from './language-letters.ts';
import type { LanguageSource, Telling } from './pack.ts';

/** What folding and splitting must know of a language: how it is written. */
export interface Writing {
  readonly letters: Letters | null;
  /** Letters of its own script, which are never another script's in disguise; null for Latin. */
  readonly script: RegExp | null;
  /** Short word before an apostrophe → how it is read: `l` → `le`. */
  readonly elisions: ReadonlyMap<string, string> | null;
  /** A word with an apostrophe that stays one word: it has a reading of its own. */
  readonly whole: (joined: string) => boolean;
}

/**
 * How a language is written; null for one that is written in plain letters, which is read the quickest.
 * @throws Error when `script` is no script of Unicode
 */
export function writingOf(language: LanguageSource, telling: Telling): Writing | null {
  const letters = makeLetters(language.letters ?? {});
  const elisions = Object.entries(language.prefixes ?? {}).filter(([prefix]) => prefix.endsWith("'"));
  const script = telling.script === undefined || telling.script === 'Latin' ? null : scriptOf(telling.script);
  if (!letters && !script && elisions.length === 0) return null;
  const whole = new Set(Object.keys(language.spoken).map((form) => form.replace(/['’]/g, '')));
  return {
    letters,
    script,
    elisions: elisions.length === 0 ? null : new Map(elisions.map(([prefix, to]) => [prefix.slice(0, -1), to])),
    whole: (joined) => whole.has(joined),
  };
}

function scriptOf(name: string): RegExp {
  try {
    return new RegExp(`^\\p{Script=${name}}$`, 'u');
  } catch {
    throw new Error(`telling.yaml: script: "${name}" is no script of Unicode`);
  }
}
