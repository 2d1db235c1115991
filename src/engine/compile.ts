import type { Candidates } from './candidates.ts';
import { Classes } from './classes.ts';
import type { Lexicon } from './lexicon.ts';
import type { FrameSource, Reply, RulePack, RuleSource } from './pack.ts';
import { REPLIES } from './pack.ts';
import { type Part, parsePattern } from './pattern.ts';
import type { Positions } from './positions.ts';
import { SIGNALS, type SignalId } from './signal.ts';
import type { Variant } from './variant.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface CompiledRule {
  /** `en/secrecy#tell-nobody` */
  readonly id: string;
  readonly signal: SignalId | null;
  readonly reply: Reply | null;
  readonly source: RuleSource;
  readonly variants: readonly Variant[];
  readonly unless: readonly Variant[];
  readonly despite: ReadonlySet<string>;
}

export interface CompiledFrame {
  readonly id: string;
  readonly source: FrameSource;
  readonly variants: readonly Variant[];
}

/** A pack made ready for matching. Immutable; shared by all conversations. */
export interface CompiledPack {
  readonly lang: string;
  readonly vocabulary: Vocabulary;
  /** Every known form → what is known of it. */
  readonly lexicon: Lexicon;
  /** How many classes there are; ids run from 0. */
  readonly classes: number;
  /** Patterns of rules by their rarest class. */
  readonly candidates: Candidates;
  readonly frames: readonly CompiledFrame[];
  readonly rules: readonly CompiledRule[];
  /** Room for the places of classes in the text that is just being read; it and `candidates` change with each text. */
  readonly positions: Positions;
}

/**
 * Compiles a pack: patterns become steps over classes, each kept under its rarest class.
 * Once a start: most of the time until the engine is ready (`npm run bench messages`: 188 ms from cold, 2026-11-25).
 * @throws Error that names the rule file, the rule and the pattern
 */
export function compilePack(pack: RulePack): CompiledPack {
  const parsed = parseAll(pack);
  const classes = new Classes(pack, parsed);
  const rules: CompiledRule[] = [];
  const frames: CompiledFrame[] = [];
  const compileAll = (patterns: readonly string[], where: string): Variant[] =>
    patterns.flatMap((pattern) => told(where, () => classes.variants(parsed.get(pattern) ?? [])));
  const add = (id: string, signal: SignalId | null, reply: Reply | null, source: RuleSource) => {
    for (const name of source.despite ?? [])
      if (!(name in pack.frames)) throw new Error(`rules/${id}: despite: there is no frame "${name}" in frames.yaml`);
    rules.push({
      id,
      signal,
      reply,
      source,
      variants: compileAll(source.match, `rules/${id}`),
      unless: compileAll(source.unless ?? [], `rules/${id}: unless`),
      despite: new Set(source.despite ?? []),
    });
  };
  for (const { id, signal, reply, source } of rulesOf(pack)) add(id, signal, reply, source);
  for (const [id, source] of Object.entries(pack.frames))
    frames.push({ id, source, variants: compileAll(source.match, frameAt(pack, id)) });
  return classes.finish(rules, frames);
}

const frameAt = (pack: RulePack, id: string) => `rules/${pack.lang}/frames.yaml: ${id}`;

interface RuleOf {
  readonly id: string;
  readonly signal: SignalId | null;
  readonly reply: Reply | null;
  readonly source: RuleSource;
}

/** All rules of a pack with their ids: signals first, then replies. */
function rulesOf({ lang, rules, replies }: RulePack): RuleOf[] {
  const list: RuleOf[] = [];
  for (const signal of SIGNALS)
    for (const [name, source] of Object.entries(rules[signal] ?? {}))
      list.push({ id: `${lang}/${signal}#${name}`, signal, reply: null, source });
  for (const reply of REPLIES)
    for (const [name, source] of Object.entries(replies[reply] ?? {}))
      list.push({ id: `${lang}/replies/${reply}#${name}`, signal: null, reply, source });
  return list;
}

/** Reads every pattern of a pack: the words that they name are part of its vocabulary. */
function parseAll(pack: RulePack): Map<string, Part[][]> {
  const parsed = new Map<string, Part[][]>();
  const parse = (patterns: readonly string[], where: string) => {
    for (const pattern of patterns)
      if (!parsed.has(pattern))
        parsed.set(
          pattern,
          told(where, () => parsePattern(pattern)),
        );
  };
  for (const { id, source } of rulesOf(pack)) {
    parse(source.match, `rules/${id}`);
    parse(source.unless ?? [], `rules/${id}: unless`);
  }
  for (const [id, source] of Object.entries(pack.frames)) parse(source.match, frameAt(pack, id));
  return parsed;
}

/** Does something; an error tells where. */
function told<T>(where: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
