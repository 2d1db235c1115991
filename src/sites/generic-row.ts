/** Reading one row of an unknown chat: what is text, who wrote it, which side it stands on. */
import type { Direction } from '../engine/message.ts';
import type { Row } from './adapter.ts';
import { attr, childElements, find, matches, tagOf } from './dom.ts';
import { rootIn } from './shadow.ts';
import { hasText, labelOf, textOf } from './text.ts';
import { parseTime } from './time.ts';
import { hasWord, wordSet, wordsOf } from './words.ts';

const NEVER_TEXT = 'time, button, blockquote, [role="button"], [role="menu"], [role="toolbar"], [role="tooltip"]';
const CLOCK = wordSet('time timestamp date datetime');
const QUOTE = wordSet('reply replied quote quoted forwarded');
const BESIDE = wordSet(
  'reaction reactions tooltip avatar meta status actions menu toolbar badge seen receipt edited options sr visually visuallyhidden preview line divider separator unread',
);
const NAME = wordSet('author username sender nick nickname displayname name');
const BUBBLE = wordSet('bubble balloon');
const OWN = wordSet('self own mine me my outgoing out outbound sent current');
const PEER = wordSet('other others them their theirs peer incoming inbound received');

/** Places in which sites keep the id of a message, best first. */
const ID_PLACES = ['data-message-id', 'data-msg-id', 'data-msgid', 'data-mid', 'data-event-id', 'data-id', 'id'];
/** Ids that a framework counts anew at every render, plain positions, and those by which one element names another. */
const UNSTABLE =
  /^\d{1,4}$|^:|^(ember|radix|headlessui|react-aria|mui|cdk|mat|el-id|v-|__)|(^|[-_])(focus|descendant|label|tooltip)([-_]|$)/i;

export interface RowParts {
  /** Elements that are not the author's own words. */
  readonly aside: ReadonlySet<Node>;
  readonly author: string | null;
  readonly hint: Direction;
  readonly look: string;
  /** Where the words stand: the one bubble of the row, or the row itself. */
  readonly body: Element;
  /** The innermost element that holds all of the row's own text. */
  readonly bubble: Element;
}

/** `thorough` leaves out all that class words call a side matter; else only times, buttons and quotes. */
export function partsOf(row: Element, thorough: boolean): RowParts {
  const aside = new Set<Node>();
  let author: string | null = null;
  const looks: string[] = [];
  let own = false;
  let peer = false;
  let visited = 0;
  const bubbles: Element[] = [];
  const visit = (element: Element, depth: number, inBubble: boolean) => {
    if (++visited > 200) return;
    const words = wordsOf(element);
    const isBubble = !inBubble && words.some((word) => BUBBLE.has(word));
    if (depth <= 5 && looks.length < 10) looks.push(`${tagOf(element)}.${words.join('.')}`);
    if (depth > 0) {
      const quote = hasWord(element, QUOTE);
      const named = thorough && !quote && hasWord(element, NAME);
      if (named && author === null) {
        const text = labelOf(textOf(element), 60);
        if (text !== '' && text.length <= 40) author = text;
      }
      const beside = quote || hasWord(element, CLOCK) || (thorough && (named || hasWord(element, BESIDE)));
      if (beside || matches(element, NEVER_TEXT)) {
        aside.add(element);
        return;
      }
    }
    if (depth <= 5) {
      own ||= words.some((word) => OWN.has(word));
      peer ||= words.some((word) => PEER.has(word));
    }
    if (isBubble && hasText(element)) bubbles.push(element);
    for (const child of childElements(element, rootIn)) visit(child, depth + 1, inBubble || isBubble);
  };
  visit(row, 0, false);
  const hint: Direction = own === peer ? 'unknown' : own ? 'child' : 'peer';
  const [only] = bubbles;
  const body = only !== undefined && bubbles.length === 1 && textOf(only, aside) !== '' ? only : row;
  return { aside, author, hint, look: looks.join(' '), body, bubble: bubbleOf(body, aside) };
}

/** Down from the row while one child alone carries the text: where it ends, the bubble begins. */
function bubbleOf(row: Element, aside: ReadonlySet<Node>): Element {
  let at = row;
  for (let depth = 0; depth < 12; depth++) {
    const whole = textOf(at, aside);
    const inner: Element | undefined = childElements(at, rootIn).find(
      (child) => !aside.has(child) && whole !== '' && textOf(child, aside) === whole,
    );
    if (inner === undefined) return at;
    at = inner;
  }
  return at;
}

/** The site's id of a row: on the row or on the first element of the next two levels. */
export function idOf(row: Element): string | null {
  let at: Element | undefined = row;
  for (let depth = 0; depth < 3 && at !== undefined; depth++) {
    for (const place of ID_PLACES) {
      const value = attr(at, place);
      if (value !== null && value !== '' && value.length <= 120 && !UNSTABLE.test(value)) return value;
    }
    at = childElements(at, rootIn)[0];
  }
  return null;
}

/** Can the ids of these rows be relied on: nearly all have one, and no two share one? */
export function idsHold(rows: readonly Element[]): boolean {
  const ids = rows.map(idOf).filter((id) => id !== null);
  return ids.length >= rows.length * 0.8 && new Set(ids).size === ids.length;
}

/** Null when the row holds no words of anybody: a date line, a picture, a placeholder. */
export function readGenericRow(
  row: Element,
  options: { ids: boolean; thorough: boolean; ownSeen: boolean },
): Row | null {
  const parts = partsOf(row, options.thorough);
  const text = textOf(parts.body, parts.aside);
  if (text === '') return null;
  const clock = find(row, 'time[datetime]');
  const stamp = attr(row, 'data-timestamp') ?? attr(row, 'data-time');
  return {
    id: options.ids ? idOf(row) : null,
    // Never carried from a row above: on an unknown page nothing tells where a run ends.
    author: parts.author ?? '',
    direction: 'unknown',
    text,
    time: parseTime(clock === null ? stamp : attr(clock, 'datetime')),
    hint: parts.hint === 'unknown' && options.ownSeen ? 'peer' : parts.hint,
    look: parts.look,
    bubble: parts.bubble,
  };
}
