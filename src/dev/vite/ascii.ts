import type { Plugin } from 'vite';

/**
 * Writes what ships in ASCII alone: one letter beyond Latin in a text of millions makes a browser, and Node, keep each of them
 * in two bytes, and read the whole more slowly at every start. Such letters stand in texts and regular expressions, where an
 * escape means the same; in a raw template it would not always, so none may stand there.
 */
export function asciiOutput(): Plugin {
  return {
    name: 'nightlight:ascii',
    // after all that changes the code
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const output of Object.values(bundle))
          if (output.type === 'chunk') output.code = inAscii(output.code, output.fileName);
      },
    },
  };
}

/** @throws Error that names the file when a raw template holds a letter beyond ASCII */
export function inAscii(code: string, file: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  const raw = /String\.raw`[^`]*?[^\x00-\x7f][^`]*`/.exec(code);
  if (raw !== null) throw new Error(`${file}: write the letters as escapes in ${raw[0].slice(0, 80)}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  return code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
