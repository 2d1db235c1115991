import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allLanguages } from '../../src/catalog.ts';
import { ruleFiles, ruleLanguages } from '../../src/dev/rule-files.ts';
import { compilePack } from '../../src/engine/compile.ts';
import { type ConversationState, createEngine, type Observed } from '../../src/engine/index.ts';
import { splitWords } from '../../src/engine/words.ts';

const languages = allLanguages();
const { first } = languages;
const engine = createEngine(languages);

/** Reads texts as messages of one peer, a minute apart. */
function observe(texts: readonly string[], by = engine): Observed[] {
  let state: ConversationState = by.start();
  return texts.map((text, i) => {
    const message = { author: 'a', direction: 'peer' as const, text, time: i * 60_000 };
    const observed = by.observe(state, message, { now: i * 60_000, group: false });
    state = observed.state;
    return observed;
  });
}

describe('which language a message is in', () => {
  it.each([
    ['es', 'oye mándame una foto y no le digas a nadie'],
    ['fr', "t'es où ? envoie-moi une photo de toi stp"],
    ['de', 'schick mir mal ein bild von dir, sag aber keinem was'],
    ['pt', 'manda uma foto sua pra mim, não fala pra ninguém'],
    ['ar', 'ابعتلي صورة بس لا تقول لحدا'],
    ['ar', 'ab3atli soura dyalk w ma tgoul l 7ad'],
    ['it', 'mandami una foto però non dirlo a nessuno'],
    ['en', 'send me a pic but dont tell anyone'],
  ])('%s: %s', (lang, text) => {
    expect(observe([text])[0]?.languages[0]).toBe(lang);
  });

  it('reads a mixed conversation in both of its languages', () => {
    const read = observe([
      'hola que tal, quieres jugar conmigo hoy',
      'yeah sure what do you want to play',
      'te mando my new skin bro',
    ]);
    expect(read[2]?.languages).toEqual(expect.arrayContaining(['en', 'es']));
  });

  it('stays in the language of a conversation when a message tells nothing', () => {
    expect(observe(['schick mir mal ein bild von dir', 'lol', '??', '😂'])[3]?.languages).toEqual(['de']);
  });

  it('follows a conversation that turns to another language', () => {
    const turned = [
      'hey what do you want to do',
      ...Array<string>(8).fill('ich weiß nicht, was machst du denn jetzt gerade'),
    ];
    expect(observe(turned).at(-1)?.languages).toEqual(['de']);
  });

  it('says that it does not know a language', () => {
    const finnish = [
      'moi mitä kuuluu',
      'ihan hyvää kiitos entä sulle',
      'mennään huomenna uimaan jos sää sallii',
      'joo tulen bussilla kolmelta',
      'hyvä nähdään silloin rannalla',
      'ota pyyhe mukaan ja vähän evästä',
      'kyllä otan, äiti teki pullaa eilen',
      'mahtavaa, en malta odottaa',
      'sama täällä, pitkästä aikaa',
      'hyvää yötä ja kauniita unia',
    ];
    const last = observe(finnish).at(-1);
    expect(last?.languages).toEqual([]);
    expect(last?.state.languages?.words).toBeGreaterThan(0);
  });

  it('remembers little, however long the conversation', () => {
    const { state } = observe(Array<string>(300).fill('hola que tal what are you doing was machst du')).at(
      -1,
    ) as Observed;
    expect(JSON.stringify(state.languages).length).toBeLessThan(200);
  });
});

describe.each(ruleLanguages().filter((lang) => lang !== first))('rules/%s', (lang) => {
  // 40 KB were wanted: cut to that, the Spanish pack told 33 % of unread lines' signals instead of 47 % (macro-F1)
  it('is at most 80 KB packed, its gloss as much, and what drafts are read with a tenth', () => {
    const bare = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, inner: unknown) => (key === 'examples' || key === 'why' ? undefined : inner)),
      );
    const { 'gloss.txt': gloss, 'gives.yaml': gives, 'spared.txt': spared, ...rules } = ruleFiles(lang);
    const sizeOf = (text: string) => gzipSync(text, { level: 9 }).length;
    expect(sizeOf(JSON.stringify(bare(rules))), 'shorten the rarest classes, or common.txt').toBeLessThanOrEqual(
      80_000,
    );
    // more than as much again: what it brings stands in the README
    expect(sizeOf(String(gloss)), 'leave out the rarest forms').toBeLessThanOrEqual(80_000);
    // made of the gloss, by `npm run spared-words`
    expect(sizeOf(String(spared)), 'leave out the rarest forms of the gloss').toBeLessThanOrEqual(4_000);
    // loaded by itself, with the first draft in the language
    expect(sizeOf(JSON.stringify(bare(gives))), 'shorten the longest lists').toBeLessThanOrEqual(8_500);
  });
});

describe.each(ruleLanguages().filter((lang) => languages.load(lang).language.clitics))(
  'rules/%s/common.txt',
  (lang) => {
    it('keeps no form whole that a class word with small words at its end is', () => {
      const pack = languages.load(lang);
      const { vocabulary } = compilePack({ ...pack, common: '' });
      const ends = Object.keys(pack.language.clitics ?? {});
      const words = pack.common.split('\n').map((line) => splitWords(line).words[0]?.text ?? '');
      const hidden = words.filter(
        (word) => ends.some((end) => word.endsWith(end)) && vocabulary.compose(word) !== null,
      );
      expect(hidden, 'take them out of common.txt; a word of its own stands in `spoken`: `vale: vale`').toEqual([]);
    });
  },
);

describe.each(Object.keys(languages.telling))('rules/%s/telling.yaml', (lang) => {
  const own = languages.telling[lang];
  const english = new Map(
    readFileSync(new URL('../../rules/en/common.txt', import.meta.url), 'utf8')
      .split('\n')
      .map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1] ?? 0)]),
  );
  const plain = (word: string) =>
    splitWords(word)
      .words.map(({ text }) => text)
      .join('');
  it('lists words, each once', () => {
    const words = (own?.words ?? []).map(String);
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    expect(words.filter((word) => plain(word) === '')).toEqual([]);
  });
  it('lists no word that is common in English chats, unless English lists it too', () => {
    const shared = new Set(languages.telling[first]?.words.map(plain));
    const common = (word: string) => (english.get(plain(word)) ?? 0) >= 25 && !shared.has(plain(word));
    expect(lang === first ? [] : own?.words.filter(common)).toEqual([]);
  });
});

describe('English chats', () => {
  const alone = createEngine(languages.load(first));
  const folder = new URL('../corpus/benign/', import.meta.url);
  const chats = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { messages: { text: string }[] }).messages.map(({ text }) => text));
  it('gain no alert from the rules of other languages', () => {
    const mixed = chats.filter((texts) => observe(texts).some((read) => read.languages.join() !== first));
    const gained = mixed.filter((texts) => {
      const count = (by: typeof engine) => observe(texts, by).filter((read) => read.alert !== null).length;
      return count(engine) > count(alone);
    });
    expect(gained).toEqual([]);
    // other languages are hardly ever asked: their packs stay unloaded
    expect(mixed.length / chats.length).toBeLessThan(0.05);
  }, 60_000);
});

it('every file of rules/ in YAML is read without a fault', () => {
  for (const lang of ruleLanguages()) expect(() => createEngine({ ...languages.load(lang) }), lang).not.toThrow();
  expect(parse(readFileSync(new URL('../../rules/weights.yaml', import.meta.url), 'utf8'))).toBeTypeOf('object');
});
