import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { allLanguages } from '../../../src/catalog.ts';
import { readCorpora, readOthers } from '../../../src/dev/train/corpora.ts';
import { bitsOf, isConversation } from '../../../src/dev/train/samples.ts';
import { splits } from '../../../src/dev/train/splits.ts';
import { compilePack } from '../../../src/engine/compile.ts';

const folder = mkdtempSync(join(tmpdir(), 'corpora-'));
afterAll(() => rmSync(folder, { recursive: true }));
const line = (value: object) => `${JSON.stringify(value)}\n`;
const chat = (id: string, text: string) => ({ id, label: 'none', messages: [{ from: 'peer', text }] });
writeFileSync(join(folder, 'en.jsonl'), line(chat('e', 'hello there')));
writeFileSync(join(folder, 'en-b.jsonl'), line(chat('b', 'how was school')));
writeFileSync(join(folder, 'lines-a.jsonl'), line({ id: 'a', text: 'send me a pic', signals: ['image-request'] }));
writeFileSync(join(folder, 'es.jsonl'), line(chat('s', 'mándame una foto')));
writeFileSync(
  join(folder, 'lines-es.jsonl'),
  line({ id: 'l', text: 'no digas nada', signals: ['secrecy'] }) +
    line({ id: 'n', text: 'hola', signals: [], near: 'secrecy' }),
);
const own = join(folder, 'own');
mkdirSync(own);
writeFileSync(join(own, 'es-b.jsonl'), line(chat('t', 'una foto')));
writeFileSync(join(own, 'en-aa.jsonl'), line(chat('f', 'see you')));
writeFileSync(join(folder, 'de.jsonl'), line(chat('d', 'schick mir ein bild')));

const languages = allLanguages();
const english = compilePack(languages.load('en'));
const gloss = 'send me: mándame\na: una\npicture: foto\ndont tell: no_digas\nanything: nada\n';
const packOf = (lang: string) => (lang === 'es' ? { ...compilePack(languages.load(lang)), gloss } : null);
const others = readOthers([folder, own], packOf);

it('reads the English files as they are', () => {
  const read = readCorpora(folder, english);
  expect(read.map(({ id, source }) => [id, source])).toEqual([
    ['b', 'en-b'],
    ['e', 'en'],
    ['a', 'lines-a'],
  ]);
  expect(read[2]).toMatchObject({ label: 'line', messages: [{ carries: bitsOf(['image-request']) }] });
});

it('reads another language by its gloss, and leaves out one that has none', () => {
  expect(others.map(({ id, source }) => [id, source])).toEqual([
    ['s', 'other/es'],
    ['l', 'other/es'],
    ['n', 'other/es'],
    ['t', 'other/es'],
  ]);
  expect(others[0]?.messages[0]).toMatchObject({ words: ['send', 'me', 'a', 'picture'], text: 'send me a picture' });
  expect(others[1]).toMatchObject({ label: 'line', messages: [{ words: ['dont', 'tell', 'anything'] }] });
});

it('leaves out the corpora of other languages that are named', () => {
  const idsWithout = (...names: readonly string[]) => readOthers([folder, own], packOf, names).map(({ id }) => id);
  expect(idsWithout('own/es')).toEqual(['s', 'l', 'n']);
  expect(idsWithout('lines')).toEqual(['s', 't']);
  expect(idsWithout('own/es', 'lines')).toEqual(['s']);
  expect(() => idsWithout('lines', 'own/ese')).toThrow('own/ese');
});

it('can be measured on a language of which nothing was learnt', () => {
  const [split, ...more] = splits([...readCorpora(folder, english), ...others], 'languages') ?? [];
  expect(more).toEqual([]);
  expect(split?.test.map(({ id }) => id)).toEqual(['s', 't']);
  expect(split?.test.every(isConversation)).toBe(true);
  expect(split?.train.map(({ source }) => source)).toEqual(['en-b', 'en', 'lines-a']);
});
