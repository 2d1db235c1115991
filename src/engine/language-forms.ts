import type { LanguageSource } from './pack.ts';

/** What an unknown form may be made of: small words before and after a known one, or known words written together. */
export interface Affixes {
  /** Longest first; the words that each is read as, none when it says nothing. */
  readonly before: readonly (readonly [form: string, words: readonly string[]])[];
  readonly after: readonly (readonly [form: string, words: readonly string[]])[];
  /** Letters that stand between the parts of a compound, the empty one included; null when there are no compounds. */
  readonly links: readonly string[] | null;
}

/** What is known of a word: asked of the vocabulary. */
export interface Known {
  /** A word that classes or rules name, or an ordinary one. */
  readonly word: (text: string) => boolean;
  /** A word that a class lists by itself. */
  readonly named: (text: string) => boolean;
}

/**
 * The affixes of a language; null when it has none.
 * @param split a text into words as they are read, letters folded
 */
export function affixesOf(language: LanguageSource, split: (text: string) => readonly string[]): Affixes | null {
  const { prefixes, clitics, compounds } = language;
  if (!prefixes && !clitics && !compounds) return null;
  const table = (source: Readonly<Record<string, string>>) =>
    Object.entries(source)
      .map(([form, words]) => [split(form.replace(/['’]/g, '')).join(''), split(words)] as const)
      .sort((a, b) => b[0].length - a[0].length);
  return {
    before: table(prefixes ?? {}),
    after: table(clitics ?? {}),
    links: compounds ? ['', ...compounds].sort((a, b) => a.length - b.length) : null,
  };
}

/** Shortest known word beside an affix when no class lists it: a shorter one is there by chance. */
const MIN_REST = 3;
/** Shortest part of a compound, and shortest and longest form that is tried. */
const MIN_PART = 3;
const MIN_COMPOUND = 7;
const MAX_FORM = 40;

/** The words that an unknown form is made of, or null. */
export function partsOf(form: string, affixes: Affixes, known: Known): readonly string[] | null {
  if (form.length < 3 || form.length > MAX_FORM) return null;
  return (
    withAfter(form, affixes, known) ??
    withBefore(form, affixes, known) ??
    (affixes.links ? compoundOf(form, affixes.links, known) : null)
  );
}

const isRest = (rest: string, known: Known): boolean =>
  (rest.length >= 2 && known.named(rest)) || (rest.length >= MIN_REST && known.word(rest));

/** `mandamela` → manda, me, la. */
function withAfter(form: string, { after }: Affixes, known: Known): readonly string[] | null {
  for (const [suffix, words] of after) {
    if (!form.endsWith(suffix)) continue;
    const rest = form.slice(0, -suffix.length);
    if (isRest(rest, known)) return [rest, ...words];
  }
  return null;
}

/** `والباسورد` → و, باسورد; what is left may have something after it too. */
function withBefore(form: string, affixes: Affixes, known: Known): readonly string[] | null {
  for (const [prefix, words] of affixes.before) {
    if (!form.startsWith(prefix)) continue;
    const rest = form.slice(prefix.length);
    if (isRest(rest, known)) return [...words, rest];
    const inner = rest.length >= 3 ? withAfter(rest, affixes, known) : null;
    if (inner) return [...words, ...inner];
  }
  return null;
}

/** `nacktbild` → nackt, bild; `sicherheitscode` → sicherheit, code. The last part is the longest that is known. */
function compoundOf(form: string, links: readonly string[], known: Known): readonly string[] | null {
  if (form.length < MIN_COMPOUND) return null;
  for (let i = MIN_PART; i <= form.length - MIN_PART; i++) {
    const last = form.slice(i);
    if (!known.word(last)) continue;
    for (const link of links) {
      const first = form.slice(0, i - link.length);
      if (first.length < MIN_PART || !form.startsWith(link, first.length)) continue;
      if (known.word(first)) return [first, last];
      const inner = compoundOf(first, links, known);
      if (inner) return [...inner, last];
    }
  }
  return null;
}
