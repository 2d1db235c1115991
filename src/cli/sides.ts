import type { Direction } from '../engine/message.ts';
import type { ExportMessage } from './formats/format.ts';

export interface ChatFacts {
  readonly title: string;
  readonly group: boolean | null;
  readonly owner: string | null;
  readonly namedAfterPeer: boolean;
}

/** Who is on which side in one chat. */
export interface Sides {
  directionOf(message: Pick<ExportMessage, 'author' | 'aliases'>): Direction;
  /** The child's name for the report; null when unknown. */
  readonly child: string | null;
  /** What the person should know about it; null when all is certain. */
  readonly note: string | null;
}

/** Names are compared without case, accents' spelling and outer spaces. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .replace(/^[@~]\s*/u, '')
    .toLocaleLowerCase('en');
}

/**
 * Decides whose messages are the child's: the name that the person gave, else the owner whom the export names, else, in a
 * chat of two that is called after one of them, the other one. Nobody is guessed beyond that: the side stays unknown.
 *
 * @param first the first messages of the chat: enough to meet those who write in it
 */
export function resolveSides(chat: ChatFacts, first: readonly ExportMessage[], me: string | null): Sides {
  const named = (wanted: string) => {
    const folded = foldName(wanted);
    return (message: Pick<ExportMessage, 'author' | 'aliases'>): Direction =>
      [message.author, ...message.aliases].some((name) => name !== '' && foldName(name) === folded) ? 'child' : 'peer';
  };
  const authors = [...new Set(first.map(({ author }) => author))];
  if (me !== null) return { directionOf: named(me), child: me, note: null };
  if (chat.owner !== null) return { directionOf: named(chat.owner), child: ownName(first, chat.owner), note: null };
  if (chat.namedAfterPeer && chat.group !== true && authors.length <= 2) {
    const title = foldName(chat.title);
    if (authors.some((author) => foldName(author) === title)) {
      const child = authors.find((author) => foldName(author) !== title) ?? null;
      return {
        directionOf: ({ author }) => (foldName(author) === title ? 'peer' : 'child'),
        child,
        note: `the chat is named after ${chat.title}, so ${child ?? 'the other one'} was read as the child; --me NAME says otherwise`,
      };
    }
  }
  const list = authors.slice(0, 6).join(', ');
  return {
    directionOf: () => 'unknown',
    child: null,
    note: `which side is the child's is not known, so all were read alike; name it with --me (writing here: ${list}${authors.length > 6 ? ', …' : ''})`,
  };
}

function ownName(first: readonly ExportMessage[], owner: string): string {
  return first.find(({ aliases }) => aliases.includes(owner))?.author ?? owner;
}
