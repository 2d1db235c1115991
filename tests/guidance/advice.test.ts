import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LEVELS, SIGNALS } from '../../src/engine/signal.ts';
import {
  type Advice,
  adviceFor,
  adviceForLevel,
  adviceKeys,
  loadAdvice,
  matchLanguage,
  namedSignal,
  parseAdvice,
  warningText,
} from '../../src/guidance/index.ts';
import { guidanceFiles, recordingLoaders, withField } from './files.ts';
import { readability } from './readability.ts';

const files = guidanceFiles('advice');
const library = parseAdvice(files);
const english = [...(library.get('en') ?? new Map<string, Advice>())].map(([key, advice]) => ({ key, advice }));
const one = 'src/guidance/advice/en/secrecy.yaml';

function lines(side: Advice['child'] | Advice['parent'], without: readonly string[] = []): string[] {
  return Object.entries(side).flatMap(([field, value]) => (without.includes(field) ? [] : [value ?? []].flat()));
}

/** Words that do not belong in a text, each with the reason. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\b(delet|eras)\w*|\bwip(e|ing)\b|\bclear the chat/i, 'it is evidence: say "keep"'],
  [/(?<!\b(?:don['’]t|do not|never|not) )\b(pay|paying)\b/i, 'never an instruction to pay'],
  [
    /\b(you|they) should(n['’]t)? have\b|\bhow could you\b|\byour own fault\b|\bcareless|\bnaive\b|\bstupid|\bsilly\b/i,
    'no blame',
  ],
  [/(?<!\b(?:not|never) )\b(?:your|my) fault\b(?! that)/i, 'no blame'],
  [
    /\b(groom|predator|p(a)?edo|pervert|creep|molest|offender|abuser|criminal|monster|sicko|weirdo|sextort)\w*/i,
    'no label and no term of the trade',
  ],
  [
    /\bguarantee|\bwe promise|\bnothing (bad )?will happen|\bwill be (fine|ok|okay|safe|over)\b|\beverything will\b/i,
    'no promise',
  ],
];

describe('advice', () => {
  it('exists in English for every signal and every level, and for nothing else', () => {
    const wanted = [...SIGNALS, ...LEVELS.map((level) => `levels/${level}`)].sort();
    expect(english.map(({ key }) => key).sort(), 'add src/guidance/advice/en/<signal>.yaml').toEqual(wanted);
  });

  it('says the same things in another language, as far as that language goes', () => {
    for (const [lang, book] of library) {
      for (const [key, advice] of book) {
        const base = adviceOf(key);
        expect(Object.keys(advice.child).sort(), `${lang}/${key}: child`).toEqual(Object.keys(base.child).sort());
        expect(Object.keys(advice.parent).sort(), `${lang}/${key}: parent`).toEqual(Object.keys(base.parent).sort());
      }
    }
  });

  it.each(english)('$key: a child of nine can read it', ({ advice }) => {
    const measured = readability(lines(advice.child));
    expect(measured.age, 'reading age in years: shorter sentences, shorter words').toBeLessThanOrEqual(9);
    expect(measured.longest, 'words in the longest sentence').toBeLessThanOrEqual(20);
    expect(measured.hard.length / measured.words, `long words: ${measured.hard.join(' ')}`).toBeLessThanOrEqual(0.06);
  });

  it.each(english)('$key: each part of the child text can be read by a child of ten', ({ advice }) => {
    for (const field of ['do', 'say', 'keep'] as const) {
      expect(readability(advice.child[field]).age, field).toBeLessThanOrEqual(10);
    }
  });

  it.each(english)('$key: a parent of little schooling can read it', ({ advice }) => {
    expect(readability(lines(advice.parent)).age, 'reading age in years').toBeLessThanOrEqual(11);
  });

  it.each(english)('$key: has no forbidden word', ({ key, advice }) => {
    const spoken = [...lines(advice.child), ...lines(advice.parent, ['avoid'])];
    for (const line of spoken) {
      for (const [pattern, reason] of FORBIDDEN) {
        expect(pattern.test(line), `src/guidance/advice/en/${key}.yaml: "${line}": ${reason}`).toBe(false);
      }
    }
  });

  it.each([
    'Pay them.',
    'You should have known.',
    'Delete the chat.',
    'He is a predator.',
    'You will be fine.',
    'It is your fault.',
  ])('the list of forbidden words finds "%s"', (line) => {
    expect(FORBIDDEN.some(([pattern]) => pattern.test(line))).toBe(true);
  });

  it.each(["Don't pay.", "It's not your fault.", 'Do not pay again.', 'You are not in trouble.'])(
    'the list of forbidden words lets "%s" pass',
    (line) => {
      expect(FORBIDDEN.some(([pattern]) => pattern.test(line))).toBe(false);
    },
  );

  it('names sources that are listed', () => {
    const known = Object.keys(parse(readFileSync('src/guidance/sources.yaml', 'utf8')) as Record<string, unknown>);
    for (const { key, advice } of english) {
      expect(
        advice.sources.filter((source) => !known.includes(source)),
        `${key}: add them to sources.yaml`,
      ).toEqual([]);
    }
  });

  it('names each thing in one line of its own', () => {
    const titles = english.map(({ advice }) => advice.child.title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(adviceFor(library, 'credential-request', 'en').child.title).toBe('Someone wants your password');
  });

  it('tells a child in an urgent case the five things', () => {
    const { child } = adviceForLevel(library, 'urgent', 'en');
    expect(child.title).toBe('You are not in trouble');
    const steps = child.do.join(' ');
    expect(steps).toMatch(/don't pay/i);
    expect(steps).toMatch(/don't send more/i);
    expect(steps).toMatch(/keep the messages/i);
    expect(steps).toMatch(/tell someone/i);
  });

  it('warns parents against copying sexual pictures wherever pictures may be at hand', () => {
    for (const signal of ['threat-exposure', 'image-request', 'sexual-talk', 'self-harm-coercion'] as const) {
      expect(adviceFor(library, signal, 'en').parent.keep.join(' '), signal).toMatch(
        /(never|do not) copy.*sexual picture/i,
      );
    }
  });
});

describe('the warning on the page', () => {
  it('names what happened and why it is a trick', () => {
    const text = warningText(library, { level: 'warning', signals: ['credential-request', 'pressure'] }, 'en');
    expect(text).toEqual({
      title: 'Someone wants your password',
      why: adviceFor(library, 'credential-request', 'en').child.why,
      todo: adviceFor(library, 'credential-request', 'en').child.do,
    });
  });

  it('says in an urgent case first that the child is not in trouble, and names what makes it urgent', () => {
    const text = warningText(library, { level: 'urgent', signals: ['pressure', 'threat-exposure'] }, 'en');
    expect(text.title).toBe('Someone is trying to scare you');
    expect(text.why).toMatch(/^You are not in trouble\. /);
    expect(text.todo).toEqual(adviceForLevel(library, 'urgent', 'en').child.do);
  });

  it.each(['self-harm-coercion', 'threat-harm', 'emotional-blackmail', 'meeting-request'] as const)(
    'leads to the emergency number or to an adult before anything else on %s',
    (signal) => {
      const text = warningText(library, { level: 'urgent', signals: [signal] }, 'en');
      expect(text.todo).toEqual(adviceFor(library, signal, 'en').child.do);
      expect(text.todo.join(' ')).toMatch(/adult/);
    },
  );

  it('has words for an alert without signals', () => {
    expect(warningText(library, { level: 'caution', signals: [] }, 'en').title).toBe('Something here looks a bit odd');
  });
});

describe('the signal that is named', () => {
  it.each([
    ['warning', ['pressure', 'threat-exposure'], 'pressure'],
    ['urgent', ['pressure', 'threat-exposure', 'account-hijack'], 'threat-exposure'],
    ['urgent', ['pressure', 'secrecy'], 'pressure'],
    ['urgent', [], undefined],
  ] as const)('at %s of %j is %s', (level, signals, named) => {
    expect(namedSignal({ level, signals })).toBe(named);
  });
});

describe('languages', () => {
  it.each([
    ['pt-BR', 'pt_BR'],
    ['pt', 'pt_BR'],
    ['de-AT', 'de'],
    ['ar', 'ar'],
    ['sv', 'en'],
  ])('%s is served in %s', (wanted, served) => {
    expect(matchLanguage(wanted, ['ar', 'de', 'en', 'pt_BR'])).toBe(served);
  });

  it('loads one language, and English only for what it lacks', async () => {
    const names = ['en/secrecy', 'en/pressure', 'de/secrecy', 'fr/secrecy'];
    const { asked, loaders } = recordingLoaders(
      Object.fromEntries(names.map((name) => [`./advice/${name}.yaml`, files[one]])),
    );
    const loaded = await loadAdvice('de-CH', loaders);
    expect(asked).toEqual(['./advice/de/secrecy.yaml', './advice/en/pressure.yaml']);
    expect(adviceFor(loaded, 'pressure', 'de-CH').child.title).toBe(adviceFor(loaded, 'secrecy', 'de').child.title);
  });

  it('loads only the texts that an alert needs', async () => {
    const { asked, loaders } = recordingLoaders(files);
    await loadAdvice('en', loaders, adviceKeys('urgent', ['secrecy']));
    expect(asked.sort()).toEqual(['src/guidance/advice/en/levels/urgent.yaml', one]);
  });
});

describe('in the bundle', () => {
  it('arrives through lazy imports as it stands in the files', async () => {
    const loaders = import.meta.glob('../../src/guidance/advice/**/*.yaml', { import: 'default' });
    expect(await loadAdvice('en', loaders)).toEqual(new Map([['en', library.get('en')]]));
  });
});

describe('a faulty advice file is refused with its name and field', () => {
  it.each([
    ['child.do', ['one', 'two'], 'child.do: must have exactly 3 entries'],
    ['child.title', undefined, 'child.title: is missing'],
    ['child.title', 'Someone wants it.', 'child.title: must not end in'],
    ['parent.open', [], 'parent.open: must have 1 to 4 entries'],
    ['parent.tell', 'x', 'parent: has unknown fields: tell'],
    ['child.why', 'two\nlines', 'child.why: must be one line'],
    ['child.say.0', 7, 'child.say.0: must be text'],
    ['sources', [], 'sources: must name at least one key'],
  ])('%s', (field, value, message) => {
    expect(() => parseAdvice({ [one]: withField(files[one], field, value) })).toThrow(`${one}: ${message}`);
  });

  it.each(['./advice/en/unknown.yaml', './advice/secrecy.yaml', './advice/en/levels/secrecy.yaml'])('%s', (path) => {
    expect(() => parseAdvice({ [path]: files[one] })).toThrow(`${path}: must be advice/<lang>/<signal>.yaml`);
  });
});

function adviceOf(key: string): Advice {
  const advice = library.get('en')?.get(key);
  if (!advice) throw new Error(`advice/en/${key}.yaml is missing`);
  return advice;
}
