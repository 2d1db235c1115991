import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allLanguages } from '../../src/catalog.ts';
import { ruleFiles, ruleLanguages } from '../../src/dev/rule-files.ts';
import { spoiledWords } from '../../src/dev/spared-words.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { glossedOpinion, makeGlossary, parseGloss } from '../../src/engine/gloss.ts';
import type { OpinionInput, SecondOpinion } from '../../src/engine/index.ts';
import { createEngine, parsePack } from '../../src/engine/index.ts';
import { readModelFile } from '../../src/engine/model-file.ts';
import { splitWords } from '../../src/engine/words.ts';

const TABLE = `
# what a test needs
send me: mándame envíame
a: una
picture: foto fotos
dont tell: no_le_digas no_digas
please: porfa
anyone: nadie
-: pues
`;

const languages = allLanguages();
const { vocabulary } = compilePack(languages.load('es'));
const gloss = parseGloss('gloss.txt', TABLE, vocabulary.writing);
const read = makeGlossary(gloss, vocabulary);

describe('a gloss', () => {
  it('gives each word its meaning, in the order of the message, and tells which word it stands for', () => {
    expect(read(['mandame', 'una', 'foto'])).toEqual({ words: ['send', 'me', 'a', 'picture'], places: [0, 0, 1, 2] });
  });

  it('reads the longest form of several words', () => {
    expect(read(['no', 'le', 'digas', 'nadie'])).toEqual({ words: ['dont', 'tell', 'anyone'], places: [0, 0, 3] });
  });

  it('leaves out what means nothing, and leaves as it is what it does not know', () => {
    expect(read(['pues', 'roblox'])).toEqual({ words: ['roblox'], places: [1] });
  });

  it('reads a form by the one that begins most like it', () => {
    expect(read(['fotogenico']).words).toEqual(['fotogenico']);
    expect(read(['fotoss']).words).toEqual(['picture']);
    expect(read(['porf']).words).toEqual(['please']);
  });

  it('reads on over a word that is nothing, as if it did not stand there', () => {
    expect(read(['no', '', 'le', 'digas', '', 'nadie'])).toEqual({
      words: ['dont', 'tell', 'anyone'],
      places: [0, 0, 5],
    });
  });

  it('says a person once who stands in two words', () => {
    const two = makeGlossary(parseGloss('gloss.txt', 'i: yo\ni have: tengo\nno: no', null), vocabulary);
    expect(two(['yo', 'tengo']).words).toEqual(['i', 'have']);
    expect(two(['no', 'no']).words).toEqual(['no', 'no']);
  });

  it('says which line is wrong', () => {
    expect(() => parseGloss('rules/xx/gloss.txt', 'a: una\nsend mándame', null)).toThrow('rules/xx/gloss.txt:2:');
    expect(() => parseGloss('rules/xx/gloss.txt', 'Send!: mándame', null)).toThrow('rules/xx/gloss.txt:1:');
  });
});

describe.each(ruleLanguages().filter((lang) => lang !== 'en'))('rules/%s/gloss.txt', (lang) => {
  const source = String(ruleFiles(lang)['gloss.txt'] ?? '');
  const { writing } = compilePack(languages.load(lang)).vocabulary;

  it('says each form once, in words that the second opinion mostly knows', () => {
    const known = new Set(readModelFile(readFileSync(new URL('../../rules/en/model.bin', import.meta.url))).words);
    const { forms, meaning } = parseGloss(`rules/${lang}/gloss.txt`, source, writing);
    expect(forms.size).toBeGreaterThan(5000);
    const used = [
      ...new Set(Array.from({ length: forms.size }, (_, number) => meaning(forms.word(number)) ?? []).flat()),
    ];
    const foreign = used.filter((word) => !known.has(word));
    expect(foreign.length, `write meanings in words of English chats: ${foreign}`).toBeLessThan(used.length / 50);
    const seen = new Set<string>();
    const twice: string[] = [];
    for (const line of source.split('\n'))
      for (const form of line.split('#')[0]?.split(':')[1]?.trim().split(/\s+/) ?? []) {
        const key = splitWords(form.replaceAll('_', ' '), writing)
          .words.map(({ text }) => text)
          .join(' ');
        if (/^[\d ]*$/.test(key)) continue;
        expect(forms.numberOf(key.replaceAll(' ', '_')), form).toBeGreaterThanOrEqual(0);
        if (seen.has(key)) twice.push(form);
        seen.add(key);
      }
    expect(twice, 'only the first counts').toEqual([]);
  });

  it('knows words that no repair of spelling turns into others', () => {
    expect(spoiledWords(languages.load(lang)), 'npm run spared-words').toEqual([]);
  });
});

describe('a second opinion by a gloss', () => {
  const asked: OpinionInput[] = [];
  const second: SecondOpinion = {
    id: 'model/first',
    score(input) {
      asked.push(input);
      return { signals: new Float32Array(20), concern: input.words.includes('picture') ? 0.9 : 0 };
    },
    explain: (input) => ({ words: [{ index: input.words.indexOf('picture') }] }),
  };

  it('is asked about the meaning of a message and of what was said before', () => {
    const input: OpinionInput = {
      words: ['mandame', 'una', 'foto'],
      direction: 'peer',
      recentPeer: [['porfa']],
      recentChild: [],
      found: new Set(),
    };
    const opinion = glossedOpinion(second, read);
    expect(opinion.score(input).concern).toBe(0.9);
    expect(asked.at(-1)).toMatchObject({ words: ['send', 'me', 'a', 'picture'], recentPeer: [['please']] });
    expect(opinion.explain?.(input)).toEqual({ words: [{ index: 2 }] });
  });

  it('is what the engine asks in a language that has a gloss', () => {
    const engine = createEngine(
      { ...languages, load: (lang) => ({ ...languages.load(lang), gloss: lang === 'es' ? TABLE : null }) },
      { opinion: second },
    );
    const message = { author: 'a', direction: 'peer', text: 'oye, mándame una foto porfa', time: 0 } as const;
    const { state } = engine.observe(engine.start(), message, { now: 0, group: false });
    expect(state.concern[0]).toBeGreaterThan(2);
  });

  it('is asked through its reader of glossed texts where it has one, and English through the other', () => {
    const heard: string[] = [];
    const named = (name: string): SecondOpinion => ({
      id: name,
      score() {
        heard.push(name);
        return { signals: new Float32Array(20), concern: 0 };
      },
    });
    const engine = createEngine(
      { ...languages, load: (lang) => ({ ...languages.load(lang), gloss: lang === 'es' ? TABLE : null }) },
      { opinion: { ...named('english'), glossed: named('glossed') } },
    );
    const read = (text: string) =>
      engine.observe(engine.start(), { author: 'a', direction: 'peer', text, time: 0 }, { now: 0, group: false });
    read('oye, mándame una foto porfa');
    expect(heard).toContain('glossed');
    heard.length = 0;
    read('hey send me a picture please');
    expect(heard).toEqual(['english']);
  });

  it('is not asked about an English message of a conversation in two languages', () => {
    const engine = createEngine(
      { ...languages, load: (lang) => ({ ...languages.load(lang), gloss: lang === 'es' ? TABLE : null }) },
      { opinion: second },
    );
    const texts = [
      'hola que tal, quieres jugar conmigo hoy',
      'what are you doing there with the picture',
      'mándame una foto',
    ];
    let state = engine.start();
    const seen = texts.map((text, i) => {
      asked.length = 0;
      const message = { author: 'a', direction: 'peer', text, time: i } as const;
      const observed = engine.observe(state, message, { now: i, group: false });
      state = observed.state;
      return { languages: observed.languages, readings: asked.map(({ words }) => words.join(' ')) };
    });
    expect(seen[1]?.languages).toEqual(expect.arrayContaining(['en', 'es']));
    expect(seen[1]?.readings).toEqual(['what are you doing there with the picture']);
    expect(seen[2]?.readings).toContain('send me a picture');
  });
});

it('a pack without a gloss has none', () => {
  const shared = allLanguages().load('de').weights;
  expect(parsePack('xx', {}, { ...shared }).gloss).toBeNull();
});
