// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchLanguage } from '../../src/guidance/index.ts';
import { Practice } from '../../src/practice/practice.tsx';
import { loadScenes, parseScene, type Scene, sceneLanguages } from '../../src/practice/scenes.ts';
import { readability } from '../guidance/readability.ts';
import { breaches, control, draw, press, text } from '../ui/stage.tsx';

const FILES: Record<string, unknown> = import.meta.glob('../../src/practice/scenes/**/*.yaml', {
  import: 'default',
  eager: true,
});
const loaders = Object.fromEntries(Object.entries(FILES).map(([path, value]) => [path, async () => value]));
const english = await loadScenes('en', loaders);
const scenes = async () => english;

describe('the scenes', () => {
  it('are at least eight, each with one place in the row', () => {
    expect(english.length).toBeGreaterThanOrEqual(8);
    expect(english.map(({ order }) => order)).toEqual(english.map((_, index) => index + 1));
  });

  it('of another language have the same names, choices and ways out', () => {
    for (const lang of sceneLanguages(Object.keys(FILES))) {
      const own = Object.keys(FILES).filter((path) => path.includes(`/scenes/${lang}/`));
      const shape = ({ id, order, choices, chat }: Scene) => [id, order, choices.map(({ good }) => good), chat.length];
      const parsed = own.map((path) => parseScene(path, FILES[path])).sort((a, b) => a.order - b.order);
      expect(parsed.map(shape), lang).toEqual(english.map(shape));
    }
  });

  it.each(readdirSync('src/static/public/_locales'))('stand in %s, as the buttons around them do', async (locale) => {
    const lang = matchLanguage(locale, sceneLanguages(Object.keys(FILES)));
    expect(lang.split('_')[0], 'add src/practice/scenes/<lang>/').toBe(locale.split('_')[0]);
  });

  it('of a language that lacks one come in English', async () => {
    const one = '/scenes/xx/blackmail.yaml';
    const mixed = await loadScenes('xx', {
      ...loaders,
      [one]: async () => ({ ...english[6], id: undefined, title: 'X' }),
    }).catch((error: unknown) => String(error));
    // The id comes from the path: a file that names one is refused, with its path.
    expect(mixed).toContain(one);
    const { id: _, ...scene } = english[6] as Scene;
    const good = await loadScenes('xx', { ...loaders, [one]: async () => ({ ...scene, title: 'X' }) });
    expect(good.map(({ title }) => title)).toEqual(english.map(({ title }, index) => (index === 6 ? 'X' : title)));
  });

  it.each(english)('$id: is read at nine, never blames, never says to pay, to delete or to obey', (scene) => {
    const said = [scene.title, scene.story, ...scene.choices.flatMap(({ say, why }) => [say, why])];
    const { age, hard, longest } = readability(said);
    expect(age, `hard words: ${hard.join(', ')}`).toBeLessThanOrEqual(9);
    expect(longest).toBeLessThanOrEqual(22);
    for (const { why } of scene.choices)
      expect(why).not.toMatch(/\b(stupid|wrong|your own fault|should have|silly)\b/i);
    for (const { say } of scene.choices.filter(({ good }) => good)) expect(say).not.toMatch(/\b(pay|delete|send)\b/i);
  });
});

describe('the page', () => {
  it('lists the scenes, plays one by buttons alone, and says why', async () => {
    await draw(<Practice scenes={scenes} />);
    expect(document.querySelectorAll('.practice-pick')).toHaveLength(english.length);
    expect(await breaches()).toEqual([]);
    await press('A friend with a new name');
    expect(document.activeElement?.textContent).toBe('A friend with a new name');
    expect(text('main')).toContain(`1 of ${english.length}`);
    await press('Send the password');
    expect(text('[role=status]')).toContain('Think again');
    await press('Call Mo');
    expect(text('[role=status]')).toContain('Good thinking');
    expect(control('Call Mo').getAttribute('aria-pressed')).toBe('true');
    expect(await breaches()).toEqual([]);
    await press('Next');
    expect(document.activeElement?.textContent).toBe(english[1]?.title);
    await press('All chats');
    expect(document.activeElement?.localName).toBe('h1');
  });

  it('keeps no score', async () => {
    await draw(<Practice scenes={scenes} />);
    for (const { title, choices } of english) {
      await press(title);
      for (const { say } of choices) await press(say);
      expect(text('main')).not.toMatch(/\b(points?|score|\d+ ?%|right answers?)\b/i);
      await press('All chats');
    }
  });

  it('ends with a word that helps', async () => {
    await draw(<Practice scenes={scenes} />);
    await press(english.at(-1)?.title ?? '');
    await press('Ask a parent');
    expect(text('main')).toContain('it is not your fault');
    expect(() => control('Next')).toThrow();
  });

  it('can be asked again when the scenes do not come', async () => {
    let fails = true;
    const load = async () => {
      if (fails) throw new Error('no');
      return english;
    };
    await draw(<Practice scenes={load} />);
    fails = false;
    await press('Try again');
    expect(document.querySelectorAll('.practice-pick')).toHaveLength(english.length);
  });
});
