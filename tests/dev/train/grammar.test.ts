import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/dev/seeded.ts';
import { parseClasses, parseScenes, parseWordings, say } from '../../../src/dev/train/grammar.ts';
import { readGrammar } from '../../../src/dev/train/inputs.ts';
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
    const { wordings } = readGrammar();
    for (const signal of SIGNALS)
      for (const carries of [true, false])
        expect(
          wordings.filter((wording) => wording.signal === signal && wording.carries === carries).length,
          `wordings of ${signal} that ${carries ? 'carry it' : 'only resemble it'}`,
        ).toBeGreaterThanOrEqual(5);
  });

  it('reads scenes with their signals and the turn by which an alert is due', () => {
    const [scene] = parseScenes('== a name\nc: hi\np secrecy,pressure!: tell (no one|nobody)\n', classes, 'test.txt');
    expect(scene).toMatchObject({ name: 'a name', alertBy: 1 });
    expect(scene?.turns.map(({ side, signals }) => [side, signals])).toEqual([
      ['child', []],
      ['peer', ['secrecy', 'pressure']],
    ]);
    expect(() => parseScenes('== x\np secrets: hush', classes, 'test.txt')).toThrow(/test\.txt:2: "secrets"/);
    expect(() => parseScenes('p: hush', classes, 'test.txt')).toThrow(/test\.txt:1: a turn/);
  });

  it('has scenes of both kinds, and none without a turn that is due', () => {
    const { scenes } = readGrammar();
    expect(scenes.filter((scene) => scene.alertBy !== null).length).toBeGreaterThanOrEqual(20);
    for (const scene of scenes)
      if (scene.alertBy === null)
        expect(
          scene.turns.every((turn) => turn.signals.length === 0),
          scene.name,
        ).toBe(true);
  });
});
