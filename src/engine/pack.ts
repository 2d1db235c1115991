import * as z from 'zod/mini';
import { LEVELS, SIGNALS, type SignalId } from './signal.ts';

/** Which part a sentence plays around a match: advice, a report of what another did, a jest … Named in `frames.yaml`. */
const frameSchema = z.strictObject({
  /** One line for the people who write rules; left out of what ships, as the examples are. */
  why: z.optional(z.string()),
  match: z.array(z.string()),
  /**
   * `before`: the frame must end at most `within` words before the match, or overlap it; `sentence`: anywhere in the same
   * sentence; `message`: anywhere in the message.
   */
  where: z._default(z.enum(['before', 'sentence', 'message']), 'sentence'),
  within: z._default(z.int().check(z.gte(0), z.lte(10)), 3),
  /** Factor on the weight of a finding in this frame: 0 drops it. */
  factor: z._default(z.number().check(z.gte(0), z.lte(1)), 0),
  examples: z.optional(z.strictObject({ match: z.array(z.string()), pass: z.array(z.string()) })),
});

const examplesSchema = z.strictObject({
  /** Texts that must match, the exact span marked `[[…]]`; messages of one author are parted by ` / `. */
  match: z.array(z.string()).check(z.minLength(1)),
  /** Near misses that must stay silent. */
  pass: z.array(z.string()).check(z.minLength(1)),
});

const ruleSchema = z.strictObject({
  why: z.optional(z.string()),
  match: z.array(z.string()).check(z.minLength(1)),
  /** Patterns that silence the rule when they match anywhere in the same message. */
  unless: z.optional(z.array(z.string())),
  /** Frames that do not silence this rule although they silence others. */
  despite: z.optional(z.array(z.string())),
  /** 0..1: how surely a message that matches carries the signal. */
  weight: z.number().check(z.gt(0), z.lte(1)),
  /** Whose messages are read. `unknown` direction is read as the peer's, at a lower weight. */
  speaker: z._default(z.enum(['peer', 'child', 'any']), 'peer'),
  /** Only while there is evidence of one of these signals in the conversation; in a group, by the same author. */
  after: z.optional(z.array(z.enum(SIGNALS))),
  /** Enough for an alert of this level beside a little more risk (`aloneFrom` of the weights). */
  alone: z.optional(z.enum(LEVELS)),
  /** Silent in groups. */
  private: z._default(z.boolean(), false),
  /** The message must end as a question. */
  question: z._default(z.boolean(), false),
  /** `experimental` rules count in reports and never in an alert. */
  status: z._default(z.enum(['stable', 'experimental']), 'stable'),
  examples: z.optional(examplesSchema),
});

export const ruleFileSchema = z.record(z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)), ruleSchema);
export const wordsFileSchema = z.record(z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)), z.array(z.string()));
export const framesFileSchema = z.record(z.string(), frameSchema);
export const languageFileSchema = z.strictObject({
  /** How a written form is read: contractions and text-speak, `dont: do not`, `gimme: give me`. */
  spoken: z._default(z.record(z.string(), z.string()), {}),
  /** Emoji that stand for a word. */
  emoji: z._default(z.record(z.string(), z.string()), {}),
  /**
   * Forms that `word+` in a word class stands for: one rule a line, `e>ing` (drop `e` at the end, add `ing`), `>s`, `ا<ي` (at
   * the beginning: ا becomes ي), `<ge en>t` (both).
   */
  endings: z._default(z.array(z.string()), []),
  /** Final consonants that are written twice before an ending with a vowel: `bdgmnprt`, `beg` → begging. */
  doubling: z.optional(z.string()),
  /** Letters that a sign or digit may stand for inside a word, most likely first. */
  leet: z._default(z.record(z.string(), z.array(z.string())), {}),
  /**
   * Letters, and runs of letters, that are read as others: `ة: ه`, `ae: a`; as nothing: `ـ: ""`. A key with a digit counts
   * beside a letter only: `"7": h`. Accents are stripped in every language. Rules and classes are read by the same table.
   */
  letters: z.optional(z.record(z.string(), z.string())),
  /**
   * Small words written together with the next one, and how they are read (`و: و`; `ال: ""` for not at all). With an
   * apostrophe, `l': le`, they are always parted there.
   */
  prefixes: z.optional(z.record(z.string(), z.string())),
  /** Small words written together with the one before: `mela: me la`. */
  clitics: z.optional(z.record(z.string(), z.string())),
  /** Words are written together in this language, with these letters between them or none: `[s, es, n, en]`. */
  compounds: z.optional(z.array(z.string())),
});

/** What tells that a text is in this language: read for every message, whether or not the pack is loaded. */
export const tellingFileSchema = z.strictObject({
  /** The words that tell most, a few hundred: common in it and rare elsewhere; as they are written, accents or not. */
  words: z._default(z.array(z.string()), []),
  /** Signs that few other languages write: `ñ¿¡`. */
  signs: z._default(z.string(), ''),
  /** Script, as Unicode names it, when it is not Latin: `Arabic`. */
  script: z.optional(z.string()),
});

const levelSchema = z.strictObject({
  /** Without any evidence. */
  base: z.number(),
  /** Added when the evidence of a signal is full (1). */
  signals: z.record(z.enum(SIGNALS), z.number()),
});

export const weightsFileSchema = z.strictObject({
  /** Added to the risk when the evidence of a signal is full (1). */
  signals: z.record(z.enum(SIGNALS), z.number()),
  /** Added when both signals are there, by the smaller of the two evidences. `a + b: 0.4`. */
  pairs: z.record(z.string(), z.number()).check(({ value, issues }) => {
    for (const pair of Object.keys(value)) {
      const signals = pair.split(' + ');
      if (signals.length === 2 && signals.every((name) => SIGNALS.some((id) => id === name))) continue;
      issues.push({
        code: 'custom',
        input: pair,
        path: [pair],
        message: 'a pair is two signals: `secrecy + pressure`',
      });
    }
  }),
  /** Added per unit of the second opinion's concern: the highest one so far, 0.7 for an even chance, 2.3 for nine in ten. */
  concern: z.number(),
  /**
   * From which probability a signal that only the second opinion sees is a finding, and how much of it counts; below which
   * probability (0: never) it overrules what a rule found, unless that wording is unmistakable.
   */
  opinion: z.strictObject({ signal: z.number(), weight: z.number(), doubt: z.number().check(z.gte(0), z.lte(1)) }),
  /** Evidence halves in this many days. */
  halfLifeDays: z.number().check(z.gt(0)),
  /** Factors on new evidence. */
  factors: z.strictObject({
    unknownDirection: z.number(),
    trusted: z.number(),
    stranger: z.number(),
    joined: z.number(),
  }),
  /** Added to the risk when the child complied, refused or reported after a request. */
  replies: z.strictObject({ complies: z.number(), refuses: z.number(), reports: z.number() }),
  /** Risk from which an alert is raised, and from which a rule that may alert alone does. */
  threshold: z.number(),
  aloneFrom: z.number(),
  /** How much the evidence of each signal speaks for a level against `caution`, in log-odds; the likeliest level counts. */
  levels: z.strictObject({ warning: levelSchema, urgent: levelSchema }),
});

export type RuleSource = z.infer<typeof ruleSchema>;
export type FrameSource = z.infer<typeof frameSchema>;
export type LanguageSource = z.infer<typeof languageFileSchema>;
export type Telling = z.infer<typeof tellingFileSchema>;
export type Weights = z.infer<typeof weightsFileSchema>;

/** What the child does with a request; read from the child's messages by the rules under `replies/`. */
export const REPLIES = ['complies', 'refuses', 'reports'] as const;
export type Reply = (typeof REPLIES)[number];

/** Everything that is language: plain data, parsed from the files of `rules/<lang>/`. */
export interface RulePack {
  readonly lang: string;
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly language: LanguageSource;
  readonly telling: Telling;
  readonly frames: Readonly<Record<string, FrameSource>>;
  readonly rules: Readonly<Partial<Record<SignalId, Readonly<Record<string, RuleSource>>>>>;
  readonly replies: Readonly<Partial<Record<Reply, Readonly<Record<string, RuleSource>>>>>;
  /** What a draft of the child gives away (see draft.ts); none in a language that has no such file yet. */
  readonly gives: Readonly<Record<string, RuleSource>>;
  readonly weights: Weights;
  /**
   * Common words, most frequent first: `word count` a line, or `word` for once. A word that stands here is never repaired. Those of
   * the gloss that a repair would spoil come last (`spared.txt`).
   */
  readonly common: string;
  /**
   * What its words mean in the language of the second opinion (see gloss.ts); null in that language itself. It may be packed, and
   * is made a string when it is needed.
   */
  readonly gloss: { readonly toString: () => string } | null;
}

/**
 * Reads the files of one language folder into a pack.
 * @param files path below the language folder (`secrecy.yaml`, `replies/complies.yaml`, `common.txt`) → parsed content
 * @param shared weights for every language; the folder's own `weights.yaml` says what is other in it
 * @throws Error that names the file and what is wrong in it
 */
export function parsePack(
  lang: string,
  files: Readonly<Record<string, unknown>>,
  shared: Readonly<Record<string, unknown>> = {},
): RulePack {
  const at = (name: string) => `rules/${lang}/${name}`;
  const read = <T>(schema: z.ZodMiniType<T>, name: string, value = files[name]): T => {
    const result = schema.safeParse(value ?? {});
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    throw new Error(`${at(name)}: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'does not fit the schema'}`);
  };
  const rules: Partial<Record<SignalId, Record<string, RuleSource>>> = {};
  const replies: Partial<Record<Reply, Record<string, RuleSource>>> = {};
  const fixed = new Set([
    'words.yaml',
    'language.yaml',
    'frames.yaml',
    'weights.yaml',
    'telling.yaml',
    'gives.yaml',
    'common.txt',
    'spared.txt',
    'gloss.txt',
  ]);
  for (const name of Object.keys(files)) {
    if (fixed.has(name)) continue;
    const stem = name.replace(/\.yaml$/, '');
    const signal = SIGNALS.find((id) => id === stem);
    const reply = REPLIES.find((id) => `replies/${id}` === stem);
    if (signal) rules[signal] = read(ruleFileSchema, name);
    else if (reply) replies[reply] = read(ruleFileSchema, name);
    else throw new Error(`${at(name)}: no signal of the taxonomy has this name; a rule file is named after its signal`);
  }
  const common = ['common.txt', 'spared.txt'].flatMap((name) => (typeof files[name] === 'string' ? [files[name]] : []));
  return {
    lang,
    words: read(wordsFileSchema, 'words.yaml'),
    language: read(languageFileSchema, 'language.yaml'),
    telling: read(tellingFileSchema, 'telling.yaml'),
    frames: read(framesFileSchema, 'frames.yaml'),
    rules,
    replies,
    gives: read(ruleFileSchema, 'gives.yaml'),
    weights: read(weightsFileSchema, 'weights.yaml', { ...shared, ...record(files['weights.yaml']) }),
    common: common.join('\n'),
    gloss: files['gloss.txt'] ?? null,
  };
}

const record = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** Reads what tells a language. @throws Error that names the file and what is wrong in it */
export function parseTelling(lang: string, file: unknown): Telling {
  const result = tellingFileSchema.safeParse(file ?? {});
  if (result.success) return result.data;
  throw new Error(`rules/${lang}/telling.yaml: ${result.error.issues[0]?.message ?? 'does not fit the schema'}`);
}
