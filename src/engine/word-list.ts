/** A list of words as text: of each word only what is other than in the one before, which of a sorted list is half of it. */

/** Signs up to this one say how many of the letters of the word before a word begins with; no word has such a sign. */
const MOST = 31;
const BEGINS = new RegExp(`[\\u{0}-\\u{${MOST.toString(16)}}]`, 'u');

/** UTF-16 units with which both begin, at most `MOST`; a sign of two units is never cut. */
function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length, MOST);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  const last = b.charCodeAt(length - 1);
  return last >= 0xd800 && last < 0xdc00 ? length - 1 : length;
}

/** @throws Error that names a word which cannot be written */
export function packWords(words: readonly string[]): string {
  return words
    .map((word, i) => {
      if (BEGINS.test(word)) throw new Error(`the word ${JSON.stringify(word)} holds a sign that a list cannot hold`);
      const shared = sharedLength(words[i - 1] ?? '', word);
      return String.fromCharCode(shared) + word.slice(shared);
    })
    .join('');
}

/** The words of a text that `packWords` wrote. */
export function unpackWords(text: string): string[] {
  const words: string[] = [];
  let before = '';
  let at = 0;
  while (at < text.length) {
    const shared = text.charCodeAt(at);
    let end = at + 1;
    while (end < text.length && text.charCodeAt(end) > MOST) end++;
    before = before.slice(0, shared) + text.slice(at + 1, end);
    words.push(before);
    at = end;
  }
  return words;
}
