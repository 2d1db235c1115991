import * as z from 'zod/mini';
import type { FamilySettings } from '../protocol/family.ts';
import { familySettingsSchema, wrappedSchema } from '../protocol/family-schemas.ts';
import { type Bytes, textOf, utf8 } from '../sealing/bytes.ts';
import { unwrap, wrap } from '../sealing/wrap.ts';

/** Longest file that is looked at, in characters; a backup is a few KB, and one with the longest of all settings fits. */
const LONGEST = 1_000_000;

const envelope = z.object({ format: z.literal('nightlight-settings'), version: z.number() });
const fileSchema = z.object({
  format: z.literal('nightlight-settings'),
  version: z.literal(1),
  settings: wrappedSchema(LONGEST),
});

/** The settings under a passphrase, as the text of a file. No evidence, no PIN, no journal goes into it. */
export async function writeBackup(settings: FamilySettings, passphrase: string): Promise<string> {
  const wrapped = await wrap(utf8(JSON.stringify(settings)), passphrase, 'backup');
  return `${JSON.stringify({ format: 'nightlight-settings', version: 1, settings: wrapped }, null, 2)}\n`;
}

export type ReadBackup =
  | { readonly outcome: 'read'; readonly settings: FamilySettings }
  /** Of another program, or no file of settings at all. */
  | { readonly outcome: 'not-a-backup' }
  | { readonly outcome: 'too-large' }
  /** Made by a later version. */
  | { readonly outcome: 'newer' }
  /** Or the file was changed: they can't be told apart. */
  | { readonly outcome: 'wrong-passphrase' }
  /** It opens, and what is in it is no complete set of settings. */
  | { readonly outcome: 'damaged' };

/** Reads a file of settings. Never throws; nothing is changed by it. */
export async function readBackup(text: string, passphrase: string): Promise<ReadBackup> {
  if (text.length > LONGEST) return { outcome: 'too-large' };
  const raw = parsedOf(text);
  const head = envelope.safeParse(raw);
  if (!head.success) return { outcome: 'not-a-backup' };
  if (head.data.version > 1) return { outcome: 'newer' };
  const file = fileSchema.safeParse(raw);
  if (!file.success) return { outcome: 'damaged' };
  const plain = await unwrap(file.data.settings, passphrase, 'backup');
  if (plain === null) return { outcome: 'wrong-passphrase' };
  const settings = familySettingsSchema.safeParse(parsedOf(plain));
  return settings.success ? { outcome: 'read', settings: settings.data } : { outcome: 'damaged' };
}

/** Null for what is no JSON, or no text. */
function parsedOf(file: string | Bytes): unknown {
  try {
    const text = typeof file === 'string' ? file : textOf(file);
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
