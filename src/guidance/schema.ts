import * as z from 'zod/mini';

/**
 * The shapes of everything Nightlight says: advice, helplines, conversation starters.
 * They are read at the border alone, by `parseAdvice`, `parseHelplines` and `parseStarters`.
 */

/** Thrown when a guidance file is not what it must be. The message has one line a fault: file, field, cure. */
export class GuidanceError extends Error {
  override readonly name = 'GuidanceError';
}

const line = z.string('must be text; put it in quotes when it starts with a digit').check(
  z.minLength(1, 'must not be empty'),
  z.refine((text) => text === text.trim() && !/[\r\n]/.test(text), 'must be one line without space at its ends'),
);
/** A heading: one line of at most 70 characters, without a full stop, since it is also joined to other sentences. */
const title = line.check(
  z.maxLength(70, 'must have at most 70 characters'),
  z.regex(/[^.!?…]$/, 'must not end in . ! or ?'),
);
const sentence = line.check(z.maxLength(240, 'must have at most 240 characters'));

function list(min: number, max: number) {
  const size = min === max ? `must have exactly ${min} entries` : `must have ${min} to ${max} entries`;
  return z.array(sentence, 'must be a list').check(z.minLength(min, size), z.maxLength(max, size));
}

const common = {
  title,
  /** What is happening. */
  what: sentence,
  /** Why people do it, in one line: why it is a trick. */
  why: sentence,
  /** Three things to do, the most urgent first. */
  do: list(3, 3),
  /** Words to say, without quotation marks. */
  say: list(1, 4),
  /** What to keep as evidence. */
  keep: list(1, 4),
  /** One more thing that is good to know. */
  also: z.optional(sentence),
};

const childAdvice = z.strictObject({
  ...common,
  /** A short message to a trusted adult, ready to be sent. */
  tell: sentence,
});

const parentAdvice = z.strictObject({
  ...common,
  /** Openers for the talk with the child. */
  open: list(1, 4),
  /** What not to say. */
  avoid: list(1, 4),
});

export const adviceSchema = z.strictObject({
  /** Keys of `sources.yaml`. */
  sources: z.array(line, 'must be a list').check(z.minLength(1, 'must name at least one key of sources.yaml')),
  child: childAdvice,
  parent: parentAdvice,
});

/** What the warning on the page says of an advice: all that the worker keeps of it. */
export const warningAdviceSchema = z.object({
  child: z.object({ title: childAdvice.shape.title, why: childAdvice.shape.why, do: childAdvice.shape.do }),
});

export type WarningAdvice = z.infer<typeof warningAdviceSchema>;
/** What is said to the parent about one signal or level. */
export type ParentAdvice = z.infer<typeof parentAdvice>;
export type Advice = z.infer<typeof adviceSchema>;

/** `parent`: a line for parents and carers, not for the child's pages. */
export const HELP_KINDS = ['child', 'emergency', 'report', 'images', 'parent'] as const;
export type HelpKind = (typeof HELP_KINDS)[number];

/** What may be wrong about an entry. `source`: known second-hand only; `service`: what exactly it does. */
const DOUBTS = [
  'phone',
  'text',
  'chat',
  'link',
  'hours',
  'languages',
  'cost',
  'coverage',
  'service',
  'source',
] as const;
export type Doubt = (typeof DOUBTS)[number];

const https = line.check(z.regex(/^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/\S*)?$/, 'must be an https address, or null'));
const webAddress = line.check(z.regex(/^https?:\/\/\S+$/, 'must be a web address, or null'));
/** Digits as a `tel:` link wants them, with a leading + for international numbers only. */
const dialled = line.check(z.regex(/^\+?\d{2,15}$/, 'must be digits only, such as "08001111", or null'));
const day = z.iso.date('must be a day such as "2026-11-25"');
const country = line.check(z.regex(/^[A-Z]{2}$/, 'must be a two-letter country code'));
const yes = z.nullable(z.literal(true, 'must be true or null (not known)'));

const DAYS = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const HOURS = new RegExp(
  `^(${DAYS}(?:-${DAYS}|(?:,${DAYS})*)) ([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)$`,
);
const opening = line.check(z.regex(HOURS, 'must look like "Mon-Fri 09:00-18:00" or "Mon,Wed 14:00-20:00"'));

const helpline = z
  .strictObject({
    name: line,
    /** The same by language, where the name, or a part of it, is no more than plain words. */
    called: z.optional(z.record(z.string(), line)),
    /** For whom and for what, by language; English is required. */
    about: z.record(z.string(), sentence).check(z.refine((about) => 'en' in about, 'needs a text in en')),
    phone: z.nullable(dialled),
    /** The same number as people write it. */
    shown: z.nullable(line),
    /** A number for text messages; `word`: what to write, where that is needed. */
    text: z.nullable(z.strictObject({ number: dialled, word: z.nullable(line) })),
    chat: z.nullable(https),
    form: z.nullable(https),
    link: z.nullable(https),
    email: z.nullable(line.check(z.regex(/^\S+@\S+\.\S+$/, 'must be an e-mail address, or null'))),
    /** Another way to write, such as a messenger, in words. */
    other: z.nullable(line),
    /** Local time; `always`: at every hour, or a form; null: not known. */
    hours: z.nullable(z.union([z.literal('always'), z.array(opening).check(z.minLength(1, 'must not be empty'))])),
    /** `most`: free with most carriers. `local`, `normal`: the price of such a call. null: not known. */
    cost: z.nullable(z.enum(['free', 'most', 'local', 'normal'], 'must be free, most, local, normal or null')),
    anonymous: yes,
    /** The call does not show on the phone bill. */
    hiddenOnBill: yes,
    /** ISO 639-1. null: not known. */
    languages: z.nullable(
      z
        .array(line.check(z.regex(/^[a-z]{2,3}$/, 'must be a language code')))
        .check(z.minLength(1, 'must not be empty, use null')),
    ),
    /** `date`: as the source gives it, null when it shows none. */
    source: z.strictObject({ title: line, url: z.nullable(webAddress), date: z.nullable(line) }),
    /** Day on which the entry was last compared with its source or tried out. */
    checked: day,
    /** `desk`: compared with written sources only. `live`: dialled or opened on that day. */
    check: z.enum(['desk', 'live'], 'must be desk or live'),
    confidence: z.enum(
      ['high', 'medium'],
      'must be high or medium: what is less certain is not shown to a child in need',
    ),
    unsure: z.array(z.enum(DOUBTS, `must be one of ${DOUBTS.join(', ')}`)),
  })
  .check(
    z.refine((entry) => entry.confidence === 'high' || entry.unsure.length > 0, {
      path: ['unsure'],
      error: 'must say what is not certain, since confidence is medium',
    }),
    z.refine((entry) => entry.phone?.replace(/\D/g, '') === entry.shown?.replace(/\D/g, ''), {
      path: ['shown'],
      error: 'must have the same digits as phone, or be null with it',
    }),
    z.refine((entry) => [entry.phone, entry.text, entry.chat, entry.form, entry.link, entry.email].some(Boolean), {
      path: ['phone'],
      error: 'needs at least one way to reach it: phone, text, chat, form, link or email',
    }),
  );

const entries = z.array(helpline, 'must be a list');

export const countrySchema = z
  .strictObject({
    /** Kinds for which nothing certain is known: the international ways are shown instead. */
    missing: z.array(z.enum(HELP_KINDS, `must be one of ${HELP_KINDS.join(', ')}`)),
    /** Countries without a file of their own that this file also stands for. */
    covers: z.array(country),
    child: entries,
    emergency: entries,
    report: entries,
    images: entries,
    parent: entries,
  })
  .check(
    z.refine((file) => HELP_KINDS.every((kind) => file.missing.includes(kind) === (file[kind].length === 0)), {
      path: ['missing'],
      error: 'must name exactly the kinds whose list is empty',
    }),
  );

export type Helpline = z.infer<typeof helpline>;
export type CountryFile = z.infer<typeof countrySchema>;

export const AGE_GROUPS = ['under-13', '13-15', '16-17'] as const;

const starter = z.strictObject({
  id: line.check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be in kebab-case')),
  ages: z
    .array(z.enum(AGE_GROUPS, `must be one of ${AGE_GROUPS.join(', ')}`))
    .check(z.minLength(1, 'must not be empty')),
  /** A good moment. */
  when: sentence,
  /** Words to begin with. */
  say: sentence,
  /** What to listen for. */
  listen: sentence,
});

export const startersSchema = z.strictObject({
  sources: z.array(line).check(z.minLength(1, 'must name at least one key of sources.yaml')),
  starters: z.array(starter).check(z.minLength(1, 'must not be empty')),
});

/** A way to begin a talk before anything has happened. */
export type Starter = z.infer<typeof starter>;

/**
 * Reads one file by its schema.
 * @throws GuidanceError with a line for every fault: the file, the field, what it must be.
 */
export function readFile<S extends z.ZodMiniType>(schema: S, path: string, value: unknown): z.infer<S> {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  throw new GuidanceError(result.error.issues.map((issue) => `${path}: ${explain(issue)}`).join('\n'));
}

function explain(issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') return `${field}: has unknown fields: ${issue.keys.join(', ')}; remove them`;
  if ('input' in issue && issue.input === undefined) return `${field}: is missing`;
  return `${field}: ${issue.message}`;
}
