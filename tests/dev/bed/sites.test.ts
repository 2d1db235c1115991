// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { sevenSites, siteLooks } from '../../../src/dev/bed/sites.ts';
import { sites } from '../../../src/sites/index.ts';
import { openPage, watchPage } from '../../content/page.ts';

const looks = [...siteLooks()];
const time = Date.parse('2026-11-26T12:34:56.789Z');

describe.each(looks)('a chat that looks as on %s', (id, look) => {
  const adapter = sites.find((site) => site.id === id);
  if (adapter === undefined) throw new Error(`no site ${id}`);
  const lines = ['heyy how was school 1', 'ok see u "later" & <soon> 2', 'thanks, friday is ok 3', 'yes 4'];
  const rows = (thread: string, from = 0) =>
    lines.map((text, at) => look.row(thread, { own: at % 2 === 1, text, time }, from + at + 1)).join('');

  it('is read by the adapter of the site: each thread by its name, each message with its side and text', () => {
    for (const [thread, from] of [
      ['thread-3', 0],
      ['thread-12', 1_000_000],
    ] as const) {
      openPage(look.page(thread, rows(thread, from)), look.address(thread));
      const watched = watchPage(adapter);
      const seen = watched.take();
      expect(watched.threads.map(({ title, group, stranger }) => ({ title, group, stranger }))).toEqual([
        { title: thread, group: false, stranger: false },
      ]);
      expect(seen.map(({ text, direction }) => [direction, text])).toEqual(
        lines.map((text, at) => [at % 2 === 1 ? 'child' : 'peer', text]),
      );
      expect(new Set(seen.map(({ key }) => key)).size).toBe(lines.length);
      for (const { time: told } of seen) if (told !== null) expect(Math.abs(told - time)).toBeLessThan(60_000);
      watched.end();
    }
  });

  it('takes new rows at the end of its list, and another thread in its frame', async () => {
    openPage(look.page('thread-1', ''), look.address('thread-1'));
    const watched = watchPage(adapter);
    const list = document.querySelector(look.list);
    expect(list?.childElementCount).toBe(0);
    list?.insertAdjacentHTML('beforeend', rows('thread-1'));
    expect(list?.childElementCount).toBe(lines.length);
    const other = new DOMParser().parseFromString(look.page('thread-2', rows('thread-2', 1_000_000)), 'text/html');
    const frames = [document, other].map((page) => page.querySelectorAll(look.frame));
    expect(frames.map(({ length }) => length)).toEqual([1, 1]);
    openPage(document.documentElement.outerHTML, look.address('thread-2'));
    document.title = other.title;
    const frame = document.querySelector(look.frame);
    if (frame !== null) frame.innerHTML = frames[1]?.[0]?.innerHTML ?? '';
    await watched.settle(1000);
    const news = watched.take();
    expect(watched.threads.at(-1)?.title).toBe('thread-2');
    expect(news.slice(-lines.length).map(({ text }) => text)).toEqual(lines);
  });

  it('stands under an address of the site, and asks for nothing from elsewhere', () => {
    const { host, pathname } = new URL(look.address('thread-7'));
    const covered = adapter.hosts.some((pattern) => new URL(pattern.replace('*', '')).host === host);
    expect(covered, `${host}${pathname}`).toBe(true);
    expect(look.page('thread-7', rows('thread-7'))).not.toMatch(/<(?:img|script|link)\b/);
  });
});

describe('the chats of six tabs', () => {
  it('stand on seven sites: each tab on one, and the first on two in turn', () => {
    const { lookOf, hosts } = sevenSites(6);
    const siteOf = (at: number) =>
      looks.find(
        ([, look]) =>
          new URL(look.address('thread-1')).host === new URL(lookOf(`thread-${at}`).address('thread-1')).host,
      )?.[0];
    expect(new Set(hosts).size).toBe(7);
    const first = [1, 7, 13, 19].map(siteOf);
    expect(new Set(first).size).toBe(2);
    expect(first[0]).toBe(first[2]);
    expect([2, 8, 14].map(siteOf)).toEqual(Array(3).fill(siteOf(2)));
    expect(new Set(Array.from({ length: 40 }, (_, at) => siteOf(at + 1))).size).toBe(7);
  });
});
