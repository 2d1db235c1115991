import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import own from '../package.json' with { type: 'json' };
import texts from '../src/static/public/_locales/en/messages.json' with { type: 'json' };
import { manifestFor } from '../vite.config.ts';
import { rowsOf } from './table.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const listing = read('store/listing.md');

/** The text below a heading of a listing. */
function part(heading: string, text = listing): string {
  const found = new RegExp(`^## ${heading}\\n\\n([\\s\\S]*?)(?=\\n## |$(?![\\s\\S]))`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`the listing has no part "${heading}"`);
  return found.trim();
}

describe('the texts for the stores', () => {
  it('have the name of the extension', () => {
    expect(part('Name')).toBe(texts.name.message);
  });

  it('name every language that the pages speak, and no other', () => {
    const locales = readdirSync(fileURLToPath(new URL('../src/static/public/_locales', import.meta.url)));
    const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
    const spoken = locales.map((locale) => names.of(locale.replace('_', '-')));
    const told = part('Language')
      .replace(/\.[\s\S]*/, '')
      .split(', ');
    expect(told.sort()).toEqual(spoken.sort());
  });

  it('are for the version of the package, which is that of the manifest', () => {
    expect(manifest.version).toBe(own.version);
  });

  it('fit: 132 characters for a summary, 16,000 for a description', () => {
    expect(part('Summary').length).toBeLessThanOrEqual(132);
    expect(texts.description.message.length, 'the description of the manifest').toBeLessThanOrEqual(132);
    expect(part('Description').length).toBeGreaterThan(500);
    expect(part('Description').length).toBeLessThanOrEqual(16_000);
  });

  it.each(readdirSync(new URL('../store/', import.meta.url)).filter((name) => /^listing\..+\.md$/.test(name)))(
    'say in %s as much as in English, and fit',
    (name) => {
      const own = read(`store/${name}`);
      expect(part('Name', own)).toBe(part('Name'));
      expect(part('Summary', own).length).toBeLessThanOrEqual(132);
      expect(part('Description', own).length).toBeLessThanOrEqual(16_000);
      const shape = (text: string) =>
        text.split('\n').map((line) => (line === '' ? '' : line.startsWith('•') ? '•' : 'x'));
      expect(shape(part('Description', own)), 'paragraphs and points').toEqual(shape(part('Description')));
    },
  );

  it('give the reason of docs/permissions.md for each permission, and fit the form', () => {
    const form = rowsOf(read('store/privacy.md'), 'permission');
    const told = rowsOf(read('docs/permissions.md'), 'permission');
    // a form has no links: it names the page
    const plain = (reason: string) => reason.replace(/\[([\w.-]+)\]\(\1\)/g, 'docs/$1');
    expect(form.map(([name, reason]) => [name, reason])).toEqual(told.map(([name, reason]) => [name, plain(reason)]));
    for (const [name, reason] of form) {
      expect(reason.length, name).toBeGreaterThan(40);
      expect(reason.length, name).toBeLessThanOrEqual(1000);
    }
  });

  it('name the versions of Firefox that the manifest asks for, and what it says of data', () => {
    const { browser_specific_settings: asked } = manifestFor('firefox', { loopback: false });
    const amo = read('store/amo.md');
    const version = (key: string) =>
      new RegExp(`"${key}":\\{[^}]*?"strict_min_version":"(\\d+)\\.0"`).exec(JSON.stringify(asked))?.[1];
    expect(amo).toContain(`Firefox from ${version('gecko')}, Firefox for Android from ${version('gecko_android')}`);
    expect(JSON.stringify(asked)).toContain('"data_collection_permissions":{"required":["none"]}');
  });
});
