// @vitest-environment happy-dom
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sitesFor } from '../../src/sites/choose.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';
import { watchPage } from '../content/page.ts';
import { edit, empty, expectedOf, remount, showFixture, withoutLayout } from './fixture-page.ts';

const folder = `${import.meta.dirname}/../fixtures/sites/`;
const LATER = 30_000;

describe.each([...sites, generic].map((site) => [site.id, site] as const))('%s', (id, site) => {
  it('has a folder of fixtures with what is expected of them', () => {
    expect(existsSync(`${folder}${id}/expected.json`), `add tests/fixtures/sites/${id}/expected.json`).toBe(true);
  });

  const expected = expectedOf(id);
  const chats = expected.filter(({ thread }) => thread !== null).map((one) => [one.page, one] as const);
  // Where a message is only being written, there is nothing to be read twice.
  const written = chats.filter(([, { messages }]) => messages.length > 0);

  it('expects something of every page in its folder', () => {
    const pages = readdirSync(folder + id).filter((file) => file.endsWith('.html'));
    expect([...new Set(expected.map((one) => one.page))].sort()).toEqual(pages.sort());
  });

  it.each(expected.map((one) => [one.page, one] as const))('reads %s', (_, one) => {
    showFixture(id, one);
    const fitting = sitesFor(sites, document, document.location);
    const found = fitting.find((one) => one.fits(document)) ?? fitting[0] ?? generic;
    expect(found.id).toBe(id);
    const watched = watchPage(found);
    const wanted = one.thread === null ? [] : [{ thread: one.thread, messages: one.messages }, ...(one.also ?? [])];
    expect(
      found.threads(document).map(({ container: _list, ...thread }) => thread),
      'the conversations that are open',
    ).toEqual(wanted.map(({ thread }) => thread));
    const seen = watched.take();
    for (const { thread, messages } of wanted)
      expect(
        seen
          .filter((message) => message.thread === thread.id)
          .map(({ key, author, direction, text, time }) => ({ key, author, direction, text, time })),
      ).toEqual(messages.map(withoutLayout(thread.title)));
    const state = watched.health.at(-1);
    if (one.thread === null) expect(state?.state).toBe('idle');
    else expect(state?.state === 'partly' ? state.missing : []).toEqual(missing(one));
  });

  it.each(chats)('finds the box in which the child writes on %s', (_, one) => {
    showFixture(id, one);
    watchPage(site);
    const [open] = site.threads(document);
    const box = open === undefined ? null : site.composer(open);
    if (one.noComposer) expect(box).toBeNull();
    else expect(box?.matches('textarea, [contenteditable], [role="textbox"]')).toBe(true);
  });

  it.each(written)('reads no row of %s twice that is made anew, or emptied and filled again', async (_, one) => {
    showFixture(id, one);
    const watched = watchPage(site);
    expect(watched.take()).not.toEqual([]);
    await watched.settle(LATER);
    remount(site);
    await watched.settle(LATER);
    expect(watched.take()).toEqual([]);
    const fill = empty(site);
    await watched.settle(LATER);
    expect(watched.take()).toEqual([]);
    fill();
    await watched.settle(LATER);
    expect(watched.take()).toEqual([]);
  });

  it.each(written)('reads an edit of %s as the same message', async (_, one) => {
    showFixture(id, one);
    const watched = watchPage(site);
    const before = watched.take();
    await watched.settle(LATER);
    const words = edit(site);
    await watched.settle(LATER);
    const [edited, ...more] = watched.take();
    expect(more).toEqual([]);
    const first = before.find(({ key }) => key === edited?.key);
    expect(first?.text).toBe(words);
    expect(edited).toMatchObject({ author: first?.author, direction: first?.direction, thread: first?.thread });
    expect(edited?.text).toContain('mended');
  });

  it('leaves the page as it was', () => {
    for (const one of expected) {
      showFixture(id, one);
      const before = document.documentElement.outerHTML;
      watchPage(site);
      expect(document.documentElement.outerHTML).toBe(before);
    }
  });
});

function missing({ messages, also, noComposer }: ReturnType<typeof expectedOf>[number]): string[] {
  const undirected = [messages, ...(also ?? []).map((thread) => thread.messages)].some(
    (all) => all.length >= 3 && all.map(withoutLayout('')).every(({ direction }) => direction === 'unknown'),
  );
  return [...(undirected ? ['direction'] : []), ...(noComposer ? ['composer'] : [])];
}
