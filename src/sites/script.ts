import { dataOf, find, firstOf, kindOf, nextOf } from './dom.ts';

/** Characters of a page's own data that are looked at. */
const MAX_SCRIPT = 200_000;

/** The text of the first script that matches: data that a page brought along for itself. Never run, only read. */
export function scriptOf(page: Document, selector: string): string {
  const script = find(page, selector);
  let text = '';
  for (let at = script === null ? null : firstOf(script); at !== null && text.length < MAX_SCRIPT; at = nextOf(at)) {
    if (kindOf(at) === 3) text += dataOf(at).slice(0, MAX_SCRIPT);
  }
  return text;
}
