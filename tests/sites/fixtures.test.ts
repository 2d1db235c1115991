// @vitest-environment happy-dom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generic } from '../../src/sites/generic.ts';
import { adapterFor, sites } from '../../src/sites/index.ts';
import { fixture, openPage, watchPage } from '../content/page.ts';

interface Expected {
  readonly page: string;
  readonly thread: { id: string; title: string; group: boolean; stranger: boolean } | null;
  readonly messages: readonly { key: string; author: string; direction: string; text: string; time: string | null }[];
}

const folder = `${import.meta.dirname}/../fixtures/sites/`;

describe.each([...sites, generic].map((site) => [site.id, site] as const))('%s', (id, site) => {
  it('has a folder of fixtures with what is expected of them', () => {
    expect(existsSync(`${folder}${id}/expected.json`), `add tests/fixtures/sites/${id}/expected.json`).toBe(true);
  });

  const expected = JSON.parse(readFileSync(`${folder}${id}/expected.json`, 'utf8')) as readonly Expected[];

  it('expects something of every page in its folder', () => {
    const pages = readdirSync(folder + id).filter((file) => file.endsWith('.html'));
    expect(expected.map((one) => one.page).sort()).toEqual(pages.sort());
  });

  it.each(expected.map((one) => [one.page, one] as const))('reads %s', (page, { thread, messages }) => {
    openPage(fixture(id, page));
    const found = adapterFor(document, document.location) ?? generic;
    expect(found.id).toBe(id);
    const watched = watchPage(found);
    const [facts] = watched.threads;
    if (thread === null) expect(found.threads(document)).toEqual([]);
    else
      expect(facts).toEqual({
        site: id,
        thread: thread.id,
        title: thread.title,
        group: thread.group,
        stranger: thread.stranger,
      });
    expect(
      watched.take().map(({ key, author, direction, text, time }) => ({ key, author, direction, text, time })),
    ).toEqual(
      messages.map((message) => ({ ...message, time: message.time === null ? null : Date.parse(message.time) })),
    );
    expect(watched.health.at(-1)?.state).toBe(thread === null ? 'idle' : 'watching');
  });

  it('finds the box in which the child writes', () => {
    for (const { page, thread } of expected) {
      openPage(fixture(id, page));
      const [open] = site.threads(document);
      if (thread !== null) expect(open === undefined ? null : site.composer(open)?.localName).toBe('textarea');
    }
  });

  it('leaves the page as it was', () => {
    for (const { page } of expected) {
      openPage(fixture(id, page));
      const before = document.documentElement.outerHTML;
      watchPage(site);
      expect(document.documentElement.outerHTML).toBe(before);
    }
  });
});
