/**
 * The phrase grammar: `phrases/*.txt` hold wordings with alternatives, so that a line stands for hundreds of messages.
 *
 *     # secrecy                                   the signal of the lines below
 *     + (dont|never) tell {kin}(| about us)       carries it: (a|b) is a choice, (a|b)? may be left out, {kin} is a class
 *     - dont tell {kin} about the surprise        only resembles it
 */
import { SIGNALS, type SignalId } from '../../engine/signal.ts';
import type { Seeded } from '../seeded.ts';

/** A piece of a wording. */
type Piece = string | { readonly choices: readonly (readonly Piece[])[]; readonly optional: boolean };

/** One line of the grammar. */
export interface Wording {
  readonly signal: SignalId;
  readonly carries: boolean;
  readonly pieces: readonly Piece[];
}

/** Reads the classes of `classes.txt`: `name: one | two`. @throws Error with the line */
export function parseClasses(source: string): Map<string, readonly string[]> {
  const classes = new Map<string, readonly string[]>();
  for (const line of source.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`classes.txt: "${line}" is no class; write \`name: one | two\``);
    classes.set(
      line.slice(0, colon).trim(),
      line
        .slice(colon + 1)
        .split('|')
        .map((word) => word.trim()),
    );
  }
  return classes;
}

/** Reads a file of wordings. @throws Error with file and line number */
export function parseWordings(
  source: string,
  classes: ReadonlyMap<string, readonly string[]>,
  file: string,
): Wording[] {
  const wordings: Wording[] = [];
  let signal: SignalId | undefined;
  for (const [index, line] of source.split('\n').entries()) {
    const fail = (what: string): never => {
      throw new Error(`${file}:${index + 1}: ${what}`);
    };
    if (line.trim() === '') continue;
    if (line.startsWith('# ')) {
      signal = SIGNALS.find((id) => id === line.slice(2).trim());
      if (!signal) fail(`"${line.slice(2)}" is no signal of the taxonomy`);
    } else if (line.startsWith('+ ') || line.startsWith('- ')) {
      if (!signal) fail('a wording before the first signal');
      else wordings.push({ signal, carries: line.startsWith('+'), pieces: parse(line.slice(2), classes, fail) });
    } else fail('a line begins with "# ", "+ " or "- "');
  }
  return wordings;
}

function parse(text: string, classes: ReadonlyMap<string, readonly string[]>, fail: (what: string) => never): Piece[] {
  let at = 0;
  const sequence = (depth: number): Piece[] => {
    const pieces: Piece[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') pieces.push(plain);
      plain = '';
    };
    while (at < text.length) {
      const sign = text[at] ?? '';
      if (depth > 0 && (sign === '|' || sign === ')')) break;
      at++;
      if (sign === '\\') plain += text[at++] ?? '';
      else if (sign === '{') {
        flush();
        const end = text.indexOf('}', at);
        const members = classes.get(text.slice(at, end)) ?? fail(`no class {${text.slice(at, end)}}`);
        pieces.push({ choices: members.map((member) => [member]), optional: false });
        at = end + 1;
      } else if (sign === '(') {
        flush();
        pieces.push(choice(depth + 1));
      } else if (sign === ')') fail('a bracket too many');
      else plain += sign;
    }
    flush();
    return pieces;
  };
  const choice = (depth: number): Piece => {
    const choices: Piece[][] = [];
    for (;;) {
      choices.push(sequence(depth));
      const sign = text[at++];
      if (sign === ')') break;
      if (sign !== '|') return fail('a bracket is not closed');
    }
    const optional = text[at] === '?';
    if (optional) at++;
    return { choices, optional };
  };
  return sequence(0);
}

/** Says a wording in one of its ways. */
export function say(pieces: readonly Piece[], random: Seeded): string {
  return choose(pieces, random).replace(/\s+/g, ' ').replace(/ ,/g, ',').trim();
}

function choose(pieces: readonly Piece[], random: Seeded): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return piece.optional && random.chance(0.5) ? '' : choose(random.pick(piece.choices), random);
    })
    .join('');
}
