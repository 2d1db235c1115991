import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { parseClasses, parseWordings, say } from '../../../src/dev/train/grammar.ts';
import { readWordings } from '../../../src/dev/train/inputs.ts';
import { SIGNALS } from '../../../src/engine/index.ts';

const classes = parseClasses('# classes\nkin: mum | dad\n');
const parse = (text: string) => parseWordings(`# secrecy\n${text}`, classes, 'test.txt');
const allWays = (text: string) =>
  new Set(Array.from({ length: 300 }, (_, i) => say(parse(text)[0]?.pieces ?? [], seeded(i))));

describe('the phrase grammar', () => {
  it('says a wording in each of its ways', () => {
    expect(allWays('+ (dont|never) tell {kin}( ok|)')).toEqual(
      new Set(['dont', 'never'].flatMap((a) => ['mum', 'dad'].flatMap((b) => [`${a} tell ${b}`, `${a} tell ${b} ok`]))),
    );
    expect(allWays('+ (please)? go\\?')).toEqual(new Set(['please go?', 'go?']));
  });

  it.each([
    ['+ tell {nobody}', /test\.txt:2: no class \{nobody\}/],
    ['+ (open', /not closed/],
    ['+ shut)', /too many/],
    ['tell mum', /begins with/],
  ])('refuses %s and names the line', (text, reason) => {
    expect(() => parse(text)).toThrow(reason);
  });

  it('has wordings on both sides of every signal', () => {
    const wordings = readWordings();
    for (const signal of SIGNALS)
      for (const carries of [true, false])
        expect(
          wordings.filter((wording) => wording.signal === signal && wording.carries === carries).length,
          `wordings of ${signal} that ${carries ? 'carry it' : 'only resemble it'}`,
        ).toBeGreaterThanOrEqual(5);
  });
});
