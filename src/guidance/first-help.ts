import * as z from 'zod/mini';
import type { Files } from './advice.ts';
import { GuidanceError, readFile } from './schema.ts';

/** The first in a country who listens to children, as the warning on the page names them. */
export interface FirstHelp {
  readonly name: string;
  /** The same by language, where it is no more than plain words. */
  readonly called?: Readonly<Record<string, string>> | undefined;
  /** As it is dialled, and as it is shown; null without one. */
  readonly phone: string | null;
  readonly shown: string | null;
  /** Address of a chat, or of the page that names others; null without one. */
  readonly chat: string | null;
}

/** By country code, `EU` and `international`. */
export type FirstHelpBook = ReadonlyMap<string, FirstHelp>;

const schema: z.ZodMiniType<FirstHelp> = z.object({
  name: z.string(),
  called: z.optional(z.record(z.string(), z.string())),
  phone: z.nullable(z.string()),
  shown: z.nullable(z.string()),
  chat: z.nullable(z.string().check(z.regex(/^https:\/\//))),
});

/**
 * The first line for children of a helpline file that can be called or written to, or null. The build keeps this of each
 * file for the worker (`?first`), which has no use for the rest.
 */
export function firstHelp(file: unknown): FirstHelp | null {
  const { child } = file as { readonly child?: readonly Partial<FirstHelp & { readonly link: string | null }>[] };
  const line = child?.find(({ phone, chat }) => phone || chat) ?? child?.find(({ link }) => link);
  if (line?.name === undefined) return null;
  const { name, called, phone = null, shown = null, chat = null, link = null } = line;
  return {
    name,
    ...(called && { called }),
    phone,
    shown: shown ?? phone,
    chat: chat ?? (phone === null ? link : null),
  };
}

/** Reads what `?first` left of the helpline files. @throws GuidanceError naming file and field */
export function parseFirstHelp(files: Files): FirstHelpBook {
  const book = new Map<string, FirstHelp>();
  for (const [path, value] of Object.entries(files)) {
    const code = /helplines\/([A-Z]{2}|international)\.yaml/.exec(path)?.[1];
    if (code === undefined)
      throw new GuidanceError(`${path}: must be helplines/<two capital letters>.yaml or international.yaml`);
    if (value !== null) book.set(code, readFile(schema, path, value));
  }
  return book;
}

/** Of a country, else what works anywhere. */
export function firstHelpIn(book: FirstHelpBook, country: string): FirstHelp | null {
  return book.get(country.toUpperCase()) ?? book.get('international') ?? null;
}
