import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePack } from '../../src/engine/index.ts';

const shared = parse(readFileSync(new URL('../../rules/weights.yaml', import.meta.url), 'utf8'));

describe('the weights', () => {
  it('are read as they stand', () => {
    expect(parsePack('en', {}, shared).weights).toEqual(shared);
  });

  it.each(['threat-exposure + secracy', 'secrecy+pressure', 'secrecy', 'secrecy + pressure + flattery'])(
    'refuse the pair "%s", which would weigh nothing',
    (pair) => {
      const files = { 'weights.yaml': { pairs: { 'image-request + secrecy': 1, [pair]: 1 } } };
      expect(() => parsePack('en', files, shared)).toThrow(
        `rules/en/weights.yaml: pairs.${pair}: a pair is two signals`,
      );
    },
  );
});
