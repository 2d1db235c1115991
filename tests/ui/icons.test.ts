import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };

const ROOT = new URL('../../', import.meta.url);
const STATES = ['on', 'off', 'alert', 'not-understood'];
const SIZES = [16, 32, 48, 128];

/** Width and height from the header of a PNG. */
function sizeOf(path: string): [number, number] {
  const bytes = readFileSync(new URL(path, ROOT));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe.each(STATES)('the icon "%s"', (state) => {
  it('has a drawing', () => {
    expect(readFileSync(new URL(`src/static/icons/${state}.svg`, ROOT), 'utf8')).toContain('viewBox="0 0 128 128"');
  });

  it.each(SIZES)('is drawn at %i pixels; run `node src/dev/run.mjs icons` when it is not', (size) => {
    expect(sizeOf(`src/static/icons/${state}-${size}.png`)).toEqual([size, size]);
  });
});

it('the manifest names icons that exist, in their size', () => {
  const named = [...Object.entries(manifest.icons), ...Object.entries(manifest.action.default_icon)];
  expect(named.length).toBeGreaterThan(0);
  for (const [size, path] of named) {
    expect(existsSync(new URL(path, ROOT)), path).toBe(true);
    expect(sizeOf(path)).toEqual([Number(size), Number(size)]);
  }
});
