import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../store/pictures', import.meta.url));
/** Width and height in pixels: what the stores ask for, and a telephone. */
const SIZES = { chromium: [1280, 800], firefox: [1280, 800], android: [412, 824] } as const;
/** Bytes of one; whoever clones the repository gets them all. */
const MOST = 160_000;
/** The Chrome Web Store shows five of one listing. */
const SHOWN = ['child', 'parent', 'practice', 'set-up', 'warning'];

describe('the pictures for the stores', () => {
  it('are for the stores that store/README.md names', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SIZES).sort());
  });

  describe.each(Object.entries(SIZES))('in %s', (name, size) => {
    const files = readdirSync(`${FOLDER}/${name}`).sort();

    it('show the same five views in both themes', () => {
      expect(files).toEqual(SHOWN.flatMap((view) => [`${view}-dark.png`, `${view}-light.png`]));
    });

    it.each(files)('%s: PNG of 24 bits, of the right size, small', (file) => {
      const bytes = readFileSync(`${FOLDER}/${name}/${file}`);
      expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(size);
      expect([bytes[24], bytes[25]], 'bits of a channel, and colour without transparency').toEqual([8, 2]);
      expect(bytes.length).toBeLessThan(MOST);
    });
  });
});
