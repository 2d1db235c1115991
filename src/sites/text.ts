import { MAX_TEXT } from '../engine/message.ts';
import { attr, dataOf, findAll, firstOf, isElement, kindOf, matches, nextOf, tagOf } from './dom.ts';
import { rootIn } from './shadow.ts';

const SILENT = /^(script|style|template|noscript|svg|title|select|textarea)$/;
const BLOCK =
  /^(address|article|aside|blockquote|d[dlt]|div|fig.+|footer|h\d|header|hr|li|main|[ou]l|p|pre|section|table|tr)$/;

/** Nodes of one row that are visited at most: a row is a message, not a page. */
const MAX_NODES = 5000;

/**
 * The text of a message as a person reads it: a newline at `<br>` and between blocks, emoji images by their `alt`,
 * shadow roots included, without scripts and without what `strip` (a selector or the elements themselves) names. Never
 * forces layout. Not longer than `shortened` leaves it. Always well-formed Unicode.
 */
export function textOf(root: Element, strip?: string | ReadonlySet<Node>): string {
  const stripped = new Set<Node>(typeof strip === 'object' ? strip : []);
  const without = (tree: Node) => {
    if (typeof strip === 'string' && strip !== '') for (const part of findAll(tree, strip)) stripped.add(part);
  };
  without(root);
  let out = '';
  let visited = 0;
  const newline = () => {
    if (out !== '' && !out.endsWith('\n')) out += '\n';
  };
  const enter = (node: Node): boolean => {
    const kind = kindOf(node);
    if (kind === 3) out += shortened(dataOf(node));
    if (!isElement(node)) return kind === 11;
    const tag = tagOf(node);
    if (SILENT.test(tag) || stripped.has(node) || attr(node, 'hidden') !== null) return false;
    if (tag === 'br') out += '\n';
    else if (tag === 'img') out += emoji(node);
    else if (BLOCK.test(tag)) newline();
    return true;
  };
  const walk = (node: Node) => {
    if (++visited > MAX_NODES || !enter(node)) return;
    if (isElement(node)) {
      const shadow = rootIn(node);
      if (shadow !== null) {
        without(shadow);
        walk(shadow);
      }
    }
    for (let child = firstOf(node); child !== null && visited <= MAX_NODES; child = nextOf(child)) walk(child);
    if (isElement(node) && BLOCK.test(tagOf(node))) newline();
  };
  walk(root);
  return tidy(out);
}

/** Many sites draw emoji as pictures; the name is in `alt`, or in an attribute of the site's own. */
function emoji(image: Element): string {
  const name = attr(image, 'alt') ?? attr(image, 'data-plain-text') ?? attr(image, 'data-emoji') ?? '';
  return name.length <= 64 ? name : '';
}

/** Of a text of more than twice `MAX_TEXT` UTF-16 units the head and the tail, on lines of their own: 8,001 units. */
export function shortened(text: string): string {
  return text.length <= 2 * MAX_TEXT ? text : wellFormed(`${text.slice(0, MAX_TEXT)}\n${text.slice(-MAX_TEXT)}`);
}

/** Half of a character that takes two units is none. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function tidy(text: string): string {
  const lines = wellFormed(shortened(text))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n');
  return lines.trim();
}

/** A short label: one line, without invisible and direction-changing characters, at most `max` characters. */
export function labelOf(text: string | null | undefined, max = 120): string {
  return (text ?? '')
    .slice(0, 4 * max)
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max);
}

/** Nodes that are looked at for any text at all. */
const MAX_LOOKED_AT = 60;

/** Is there any text under this node? Looks at a bounded number of nodes. */
export function hasText(root: Node): boolean {
  let left = MAX_LOOKED_AT;
  const look = (node: Node): boolean => {
    if (--left < 0) return false;
    if (kindOf(node) === 3) return dataOf(node).trim() !== '';
    if (isElement(node) && (SILENT.test(tagOf(node)) || matches(node, '[hidden]'))) return false;
    for (let child = firstOf(node); child !== null && left > 0; child = nextOf(child)) if (look(child)) return true;
    return false;
  };
  return look(root);
}
