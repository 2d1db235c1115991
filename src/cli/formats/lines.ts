/** One line of a text, without its end. */
export interface TextLine {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** A longer line is cut: nobody typed it. */
const LONGEST = 4 * 1024 * 1024;

/** Lines of UTF-8 bytes, whatever ends them: `\n`, `\r\n` or a lone `\r`, also mixed in one file. */
export async function* textLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    // A `\r` at the very end may be the first half of `\r\n`.
    const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, whole).split(/\r\n|\n|\r/u);
    rest = (lines.pop() ?? '') + rest.slice(whole);
    for (const text of lines) yield { text, line: ++line };
    if (rest.length > LONGEST) rest = rest.slice(0, LONGEST / 2);
  }
  rest += decoder.decode();
  if (rest !== '') yield { text: rest.replace(/\r$/u, ''), line: line + 1 };
}
