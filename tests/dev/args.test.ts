import { afterEach, describe, expect, it, vi } from 'vitest';
import { share } from '../../src/dev/args.ts';
import { readEvalArgs } from '../../src/dev/eval/args.ts';
import { main as newLanguage } from '../../src/dev/new-language.ts';
import { main as newRule } from '../../src/dev/new-rule.ts';
import { isLanguageCode } from '../../src/dev/rule-files.ts';
import { Stop } from '../../src/dev/shell.ts';

afterEach(() => vi.restoreAllMocks());

describe('a share', () => {
  it('is a number from 0 to below 1', () => {
    expect(['0', '0.06', '.5', '0.999'].map((value) => share('false', value))).toEqual([0, 0.06, 0.5, 0.999]);
  });

  it.each(['abc', '', ' ', '1', '1.5', '-0.1', 'NaN', 'Infinity', '6%'])('is not "%s"', (value) => {
    expect(() => share('false', value)).toThrow(Stop);
    expect(() => share('false', value)).toThrow(`--false takes a number from 0 to below 1, not "${value}".`);
  });
});

describe('the code of a language', () => {
  it('has two letters or three', () => {
    expect(['nl', 'nds', 'n', 'ndsx', 'NL', 'n1', '../x', ''].filter(isLanguageCode)).toEqual(['nl', 'nds']);
  });

  it('of three letters is taken by new:rule, which new:language recommends for it', () => {
    let said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    // A signal that is none: nothing is written.
    expect(newRule(['nds/no-signal', 'tell-nobody'])).toBe(2);
    expect(said).toContain('"no-signal" is no signal of the taxonomy');
  });

  it('is asked for by both', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(() => newLanguage(['ndsx'])).toThrow(Stop);
    expect(newRule(['ndsx/secrecy', 'tell-nobody'])).toBe(2);
  });
});

describe('a rule of a language without a folder', () => {
  it('is not made: the person is told how the folder is', () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(newRule(['zzz/secrecy', 'tell-nobody'])).toBe(1);
    expect(said.mock.calls).toEqual([['There is no rules/zzz/ yet. First: npm run new:language -- zzz\n']]);
  });
});

describe('another model to evaluate', () => {
  it('is the file that is named, and none where no model is read', () => {
    expect(readEvalArgs(['--model', 'some.bin', 'tune/es'])).toMatchObject({ model: 'some.bin', filters: ['tune/es'] });
    expect(readEvalArgs([]).model).toBeNull();
    for (const other of [
      ['--rule', 'en/secrecy'],
      ['--without', 'model'],
    ])
      expect(() => readEvalArgs(['--model', 'some.bin', ...other])).toThrow('--model does not go with');
  });
});
