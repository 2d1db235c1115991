/** What a person does who has no mouse: from one control to the next, and pressing what has the focus. */
import { type Tab, until } from './browser.ts';

/** Presses of Tab after which a control is held to be out of reach. */
const MOST = 120;
/** Characters of a page that a failure tells: all of its words and none of a long list. */
const MOST_SHOWN = 3000;

/** In the page: what has the focus, in the words that a screen reader begins with. */
function focused(): string {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const labelled = element as HTMLElement & { readonly labels?: NodeListOf<HTMLElement> | null };
  const label = [...(labelled.labels ?? [])].map((each) => each.textContent ?? '').join(' ');
  return `${element.getAttribute('aria-label') ?? ''} ${label} ${element.textContent ?? ''}`
    .replace(/\s+/g, ' ')
    .trim();
}

/** Goes on with Tab until what has the focus begins with `words`. */
export async function tabTo(tab: Tab, words: string): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < MOST; presses++) {
    const here = await tab.evaluate(focused);
    if (here.startsWith(words)) return;
    met.push(here.slice(0, 30));
    await tab.press('Tab');
    // Behind the last control the focus goes to the browser's own bars. Firefox's driver goes on to give the keys to the
    // page, which moves its focus and, since it has none, presses nothing for Enter: a person would be in the bar.
    if (!(await tab.evaluate(() => document.hasFocus()))) await tab.front();
  }
  throw new Error(`Tab never comes to "${words}". It came by: ${met.join(' | ')}`);
}

/** Goes to a control and presses it. */
export async function pressControl(tab: Tab, words: string, key = 'Enter'): Promise<void> {
  await tabTo(tab, words);
  await tab.press(key);
}

/** Goes to a field and types, sign by sign: letters without capitals, and digits. */
export async function typeInto(tab: Tab, words: string, text: string): Promise<void> {
  await tabTo(tab, words);
  for (const sign of text) await tab.press(sign);
}

/** Waits until the page shows these words; a failure tells what it shows instead. */
export async function shows(tab: Tab, words: string, within = 10_000): Promise<boolean> {
  const text = () => (document.body?.textContent ?? '').replace(/\s+/g, ' ');
  let last = '';
  const holds = async () => {
    last = await tab.evaluate(text);
    return last.includes(words);
  };
  try {
    return await until(holds, { within, every: 50, what: `the page shows "${words}"` });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}. It shows: ${last.slice(0, MOST_SHOWN)}`);
  }
}
