/** What a site's table and what is said of it may look like; for tests. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1), z.maxLength(400));
const flag = z.optional(z.boolean());
const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
/** Exactly one host, by https, and nothing wider. */
const host = z.string().check(z.regex(/^https:\/\/([a-z0-9-]+\.)+[a-z]{2,}\/\S*$/));

const place = text.check(
  z.refine((value) => patternsOf(value).every(compiles), 'its pattern is no regular expression'),
);
const places = z.union([place, z.array(place).check(z.minLength(1))]);

export const siteSchema = z.strictObject({
  id,
  name: text,
  hosts: z.array(host),
  allFrames: flag,
  selfHosted: flag,
  newestFirst: flag,
  fits: z.optional(text),
  shadow: flag,
  thread: text,
  container: z.optional(text),
  threadId: z.array(places).check(z.minLength(1)),
  title: places,
  group: z.optional(place),
  crowd: flag,
  stranger: z.optional(place),
  row: text,
  beside: z.optional(text),
  run: z.optional(text),
  carry: flag,
  text,
  parts: flag,
  deleted: z.optional(text),
  edited: z.optional(text),
  strip: z.optional(text),
  quote: z.optional(text),
  rowId: z.optional(z.array(places).check(z.minLength(1))),
  author: z.optional(places),
  time: z.optional(places),
  own: z.optional(text),
  peer: z.optional(text),
  pair: flag,
  composer: text,
  lost: z.optional(text),
  ownName: z.optional(places),
  ownWords: z.optional(z.record(z.string().check(z.regex(/^[a-z]{2,3}$/)), text)),
});

export const aboutSchema = z.strictObject({
  reads: text,
  direction: text,
  confidence: z.enum(['high', 'medium', 'low']),
  evidence: z.string().check(z.regex(/^20\d\d(-\d\d){0,2}$/)),
  unseen: text,
});

export type Table = z.infer<typeof siteSchema>;

/** The patterns in a place: of the page, or of its value. */
function patternsOf(value: string): string[] {
  const ofPage = /^(?:url|referrer|title):(.*)$/s.exec(value)?.[1];
  return ofPage === undefined ? value.split(' ~~ ').slice(1) : [ofPage];
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== null;
  } catch {
    return false;
  }
}

/** Every selector of a table: a browser must understand each. */
export function selectorsOf(table: Table): string[] {
  const plain = [table.fits, table.thread, table.container, table.row, table.beside, table.run, table.text];
  const more = [table.deleted, table.edited, table.strip, table.quote, table.own, table.peer];
  const inPlaces = [table.threadId, table.title, table.group, table.stranger, table.rowId, table.author, table.time]
    .concat([table.ownName])
    .flat(2)
    .filter((one) => one !== undefined)
    .flatMap(selectorsAt);
  const all = [...plain, ...more, table.composer, table.lost, ...inPlaces];
  return [...new Set(all.filter((selector) => selector !== undefined && selector !== ''))] as string[];
}

function selectorsAt(one: string): string[] {
  if (/^(url|referrer|title):/.test(one)) return [];
  const [where = ''] = one.split(' ~~ ');
  const around = /^\((.+?)\) */.exec(where);
  const rest = where.slice(around?.[0].length ?? (where.startsWith('^') ? 1 : 0));
  const at = rest.lastIndexOf('@');
  return [around?.[1] ?? '', (at < 0 ? rest : rest.slice(0, at)).trim()];
}
