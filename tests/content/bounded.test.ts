// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { parseRequest } from '../../src/protocol/schemas.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { siteFromData } from '../../src/sites/data.ts';
import { withoutSides as chat, tableOf } from './chats.ts';
import { openPage, watchPage } from './page.ts';

const row = (text: string, id: string | number) => `<li id="m${id}"><b>bob</b><p>${text}</p></li>`;
const page = (rows = '') =>
  `<html><body><div id="chat" data-thread="one"><h2>bob</h2><ul>${rows}</ul><textarea></textarea></div></body></html>`;

beforeEach(() => openPage(page()));

describe('what is longer than the background takes', () => {
  const long = 'x'.repeat(4000);
  const parts = siteFromData({ ...tableOf(chat), text: 'p', parts: true });
  /** An adapter that cuts nothing. */
  const uncut = (id: string): Adapter => ({
    ...parts,
    threads: (at) => parts.threads(at).map((thread) => ({ ...thread, id, title: long })),
    again: (thread) => thread,
    readRow: (element, thread) => {
      const read = parts.readRow(element, thread);
      return read && { ...read, author: read.author === 'bob' ? long : '' };
    },
  });
  const told = (id: string) => {
    openPage(
      page(
        `${row('a 🌙', 1)}${`<li id="m2"><b></b>${`<p>${'🌙'.repeat(3999)}</p>`.repeat(30)}</li>`}<li id="m3"><p>no name</p></li>`,
      ),
    );
    const watched = watchPage(uncut(id));
    const messages = watched.take().map(({ thread: _, more: __, ...message }) => message);
    return { watched, messages, facts: watched.threads };
  };

  it('is cut before it is sent: names, texts of many parts, ids of threads', () => {
    const { messages, facts } = told(`mail/${long}`);
    expect(messages).toHaveLength(3);
    const [thread] = facts;
    expect(parseRequest({ kind: 'observe', body: { batch: { ...thread, messages } } })).toMatchObject({ ok: true });
    expect(messages[1]?.text).toMatch(/^🌙[\s\S]+🌙$/u);
    expect(messages[1]?.text).toHaveLength(8001);
  });

  it('keeps threads apart, of which the ids differ at their ends alone', () => {
    const ids = ['a', 'b', 'a'].map((end) => told(long + end).facts[0]?.thread);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(ids[2]);
  });

  it('is the same thread to what is being written as to what is read', () => {
    const { watched, facts } = told(long);
    expect(watched.threadAt(document.querySelector('textarea') as Element)).toBe(facts[0]?.thread);
  });
});
