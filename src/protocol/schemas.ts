import * as z from 'zod/mini';
import { CHILD_SCHEMAS } from './child-schemas.ts';
import { FAMILY_SCHEMAS } from './family-schemas.ts';
import type { Envelope, Kind, RequestOf } from './messages.ts';
import { alertId, bounded, direction, level, nothing, siteId, tokenOrNull } from './parts.ts';

/** Sizes that a request may have. The sender cuts (content/reader.ts); what is larger still is refused here. */
export const LIMITS = {
  /** UTF-16 units. */
  key: 120,
  revision: 120,
  author: 200,
  thread: 200,
  title: 200,
  /** UTF-16 units that fit whatever they are: at most 60,000 bytes of UTF-8. The sender cuts at 8,001. */
  text: 20_000,
  /** Bytes of UTF-8 of one text; more is refused. */
  textBytes: 65_536,
  /** Messages in a batch. */
  batch: 200,
  /** Ids in one request, alerts in one answer. */
  list: 1000,
} as const;

/** Last instant that a JavaScript date can hold, in ms. */
const LAST_TIME = 8_640_000_000_000_000;

const encoder = new TextEncoder();

/** At most 64 KB of UTF-8. Counted only where it could be more: a UTF-16 unit is at most three bytes. */
const text = z.string().check(
  z.refine((value) => {
    if (value.length * 3 <= LIMITS.textBytes) return true;
    return value.length <= LIMITS.textBytes && encoder.encode(value).length <= LIMITS.textBytes;
  }, 'longer than 64 KB'),
);

/** Scheme, host and port, as `location.origin` gives it; or a site with all that stands below its name (`https://*.x.org`). */
const origin = z.string().check(z.maxLength(300), z.regex(/^https?:\/\/(?:\*\.)?[^/*?#@\s]+$/));

const message = z.object({
  key: bounded(LIMITS.key, 1),
  revision: bounded(LIMITS.revision),
  author: bounded(LIMITS.author),
  direction,
  text,
  time: z.nullable(z.number().check(z.gte(-LAST_TIME), z.lte(LAST_TIME))),
  history: z.boolean(),
});

const batch = z.object({
  site: siteId,
  thread: bounded(LIMITS.thread, 1),
  title: bounded(LIMITS.title),
  group: z.boolean(),
  stranger: z.boolean(),
  messages: z.array(message).check(z.maxLength(LIMITS.batch)),
  more: z.exactOptional(z.boolean()),
});

const health = z.object({
  site: siteId,
  state: z.enum(['watching', 'partly', 'not-understood', 'idle']),
  missing: z.array(z.enum(['container', 'rows', 'direction', 'composer'])).check(z.maxLength(4)),
});

/** What is accepted for each kind. A kind that is missing here, or differs from its type, does not compile. */
export const SCHEMAS: { readonly [K in Kind]: z.ZodMiniType<RequestOf<K>> } = {
  hello: z.object({ site: siteId, starts: z.boolean() }),
  observe: z.object({ batch }),
  shown: z.object({ alert: alertId, level }),
  dismissed: z.object({ alert: alertId, level }),
  health: z.object({ health }),
  voice: nothing,
  reader: nothing,
  'page-status': z.object({ tab: z.int() }),
  structure: z.object({ tab: z.int() }),
  'sites-health': nothing,
  'add-origin': z.object({ token: tokenOrNull, origin }),
  'remove-origin': z.object({ token: tokenOrNull, origin }),
  alerts: z.object({ limit: z.int().check(z.gte(1), z.lte(LIMITS.list)), tab: z.nullable(z.int()) }),
  'mark-seen': z.object({ alerts: z.array(alertId).check(z.maxLength(LIMITS.list)) }),
  'get-settings': nothing,
  stored: nothing,
  'erase-all': z.object({ token: z.exactOptional(z.nullable(z.string().check(z.maxLength(100)))) }),
  ...FAMILY_SCHEMAS,
  ...CHILD_SCHEMAS,
};

export type Parsed =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly error: string };

/**
 * Reads what came in. The error names the kind and the field and never quotes a value: it may be a line of a chat.
 */
export function parseRequest(raw: unknown): Parsed {
  const kind = kindOf(raw);
  if (kind === null) return { ok: false, error: 'unknown kind of message' };
  const body = (raw as { readonly body?: unknown }).body;
  const result = SCHEMAS[kind].safeParse(body);
  if (result.success) return { ok: true, envelope: { kind, body: result.data } as Envelope };
  const issue = result.error.issues[0];
  if (issue === undefined) return { ok: false, error: `${kind}: not valid` };
  return { ok: false, error: `${kind}: ${fieldOf(issue.path)}: ${wrong(issue)}` };
}

/** The kind that an envelope names, or null when there is none of this name. */
export function kindOf(raw: unknown): Kind | null {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return null;
  const { kind } = raw;
  return typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind) ? (kind as Kind) : null;
}

/** `batch.messages[3].key` */
function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'body';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** In plain words what is wrong; from the shape of the issue alone. */
function wrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected}`;
    case 'too_big':
      return `too large, at most ${issue.maximum}`;
    case 'too_small':
      return `too small, at least ${issue.minimum}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'custom':
      return issue.message;
    default:
      return 'not valid';
  }
}
