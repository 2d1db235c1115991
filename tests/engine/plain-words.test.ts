import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allLanguages } from '../../src/catalog.ts';
import { createEngine, loadModel } from '../../src/engine/index.ts';

/** A single line. */
interface Line {
  readonly text: string;
  readonly want: 'alert' | 'none';
  /** Of a line that is to alert. */
  readonly signal?: string;
  /** A near miss that alerts all the same: wrong, and known. */
  readonly known?: 'alerts';
}

const FOLDER = new URL('../fixtures/plain-words/', import.meta.url);
const opinion = loadModel(readFileSync(new URL('../../rules/en/model.bin', import.meta.url)));
const engine = createEngine(allLanguages(), { opinion });

/** Signals of the alert that a stranger's first and only line raises; null when it raises none. */
function alertOf(text: string): readonly string[] | null {
  const message = { author: 'peer', direction: 'peer', text, time: 0 } as const;
  return engine.observe(engine.start(), message, { now: 0, group: false }).alert?.signals ?? null;
}

describe('an unmistakable request or threat in plain words alerts at once, alone; what only looks so does not', () => {
  for (const file of readdirSync(FOLDER)) {
    const language = file.replace('.jsonl', '');
    const lines = readFileSync(new URL(file, FOLDER), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

    it(`in ${language}: each of the lines that are to alert does, and names what it is`, () => {
      const plain = lines.filter(({ want }) => want === 'alert');
      expect(plain.length).toBeGreaterThanOrEqual(25);
      expect(plain.filter(({ text, signal }) => !alertOf(text)?.includes(signal ?? ''))).toEqual([]);
    });

    it(`in ${language}: of the near misses none does but those that are known, at most one in fourteen`, () => {
      const near = lines.filter(({ want }) => want === 'none');
      expect(near.length).toBeGreaterThanOrEqual(25);
      const known = near.filter((line) => line.known !== undefined);
      expect(near.filter(({ text }) => alertOf(text) !== null)).toEqual(known);
      expect(known.length).toBeLessThanOrEqual(near.length / 14);
    });
  }
});
