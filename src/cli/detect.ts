import type { Format } from './args.ts';
import { isNamedLine } from './formats/text.ts';
import { isWhatsAppLine } from './formats/whatsapp.ts';
import { isRecord, tryParse } from './json.ts';
import { textOfHead } from './source.ts';

/** How many lines of a text are looked at. */
const LOOK = 40;

/**
 * What a file is, from its first bytes (UTF-8; a mark at the start is no matter). null when nothing fits.
 */
export function detectFormat(head: Buffer): Exclude<Format, 'auto'> | null {
  const text = textOfHead(head);
  const start = text.trimStart();
  if (start.startsWith('{')) return detectJson(start);
  const lines = text.split(/\r\n|\n|\r/u, LOOK);
  if (lines.some(isWhatsAppLine)) return 'whatsapp';
  const written = lines.filter((line) => line.trim() !== '');
  return written.some(isNamedLine) ? 'text' : null;
}

/** JSON Lines when the first line is a whole object, else one large document, told by the keys at its start. */
function detectJson(text: string): Exclude<Format, 'auto'> | null {
  // A damaged first line must not hide what the others are.
  for (const line of text.split('\n', 5)) {
    const value = tryParse(line);
    if (!isRecord(value)) continue;
    if ('messages' in value && typeof value.id === 'string') return 'corpus';
    if ('id' in value && 'text' in value && ('signals' in value || 'near' in value)) return 'corpus';
    if ('text' in value && !('messages' in value)) return 'jsonl';
  }
  const has = (key: string) => new RegExp(`"${key}"\\s*:`, 'u').test(text);
  if (has('guild') && has('channel')) return 'discord';
  if (has('participants') || has('threadName') || has('sender_name')) return 'instagram';
  if (has('personal_information') || has('chats') || (has('type') && has('messages'))) return 'telegram';
  return null;
}
