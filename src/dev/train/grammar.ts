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

/** One turn of a scene. */
export interface Turn {
  readonly side: 'peer' | 'child';
  readonly signals: readonly SignalId[];
  readonly pieces: readonly Piece[];
}

/** A short conversation whose turns are wordings; `alertBy` is null for an innocent one. */
export interface Scene {
  readonly name: string;
  readonly turns: readonly Turn[];
  readonly alertBy: number | null;
}

/**
 * Reads a file of scenes: `== name`, then turns such as `p secrecy,pressure!: wording` and `c: wording`, where `!` marks the
 * turn by which an alert is due. @throws Error with file and line number
 */
export function parseScenes(source: string, classes: ReadonlyMap<string, readonly string[]>, file: string): Scene[] {
  const scenes: { name: string; turns: Turn[]; alertBy: number | null }[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    const fail = (what: string): never => {
      throw new Error(`${file}:${index + 1}: ${what}`);
    };
    if (line.trim() === '' || line.startsWith('# ')) continue;
    if (line.startsWith('== ')) {
      scenes.push({ name: line.slice(3).trim(), turns: [], alertBy: null });
      continue;
    }
    const scene = scenes.at(-1);
    const turn = /^([pc])(?: ([a-z,-]+))?(!)?: ?(.*)$/.exec(line);
    if (!scene || !turn) {
      fail('a turn is written "p signal,signal!: wording" or "c: wording", after "== name"');
      continue;
    }
    const signals = (turn[2] ?? '')
      .split(',')
      .filter((name) => name !== '')
      .map((name) => SIGNALS.find((id) => id === name) ?? fail(`"${name}" is no signal of the taxonomy`));
    if (turn[3]) scene.alertBy = scene.turns.length;
    const pieces = parse(turn[4] ?? '', classes, fail);
    scene.turns.push({ side: turn[1] === 'p' ? 'peer' : 'child', signals, pieces });
  }
  return scenes;
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
