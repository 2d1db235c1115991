import { describe, expect, it } from 'vitest';
import type { Chats } from '../../../src/dev/bed/chat.ts';
import type { Kept } from '../../../src/dev/bed/kept.ts';
import { faultsIn, type Thread, talk } from '../../../src/dev/bed/talk.ts';
import type { Tab } from '../../../src/dev/browsers/browser.ts';
import { seeded } from '../../../src/dev/seeded.ts';

const tabs = [{ front: async () => {} }, { front: async () => {} }] as unknown as readonly [Tab, Tab];
const thread = (name: string, tab: Tab, alarming = false, said = 0): Thread => ({ name, tab, alarming, said });

/** Chats that note what was said where, and refuse what is said in a chat that no tab shows. */
function notedChats() {
  const said: { readonly thread: string; readonly text: string }[] = [];
  const open = new Map<Tab, string>([
    [tabs[0], 'a'],
    [tabs[1], 'b'],
  ]);
  const chats: Pick<Chats, 'shows' | 'turnTo' | 'say'> = {
    shows: (tab, name) => open.get(tab) === name,
    turnTo: async (tab, name) => void open.set(tab, name),
    say: async (tab, name, lines) => {
      expect(open.get(tab)).toBe(name);
      said.push(...lines.map(({ text }) => ({ thread: name, text })));
    },
  };
  return { chats: chats as Chats, said };
}

describe('the talk', () => {
  it('says as much in each chat, what is alarming in its first part, in order', async () => {
    const { chats, said } = notedChats();
    const threads = [thread('a', tabs[0], true), thread('b', tabs[1]), thread('c', tabs[0], true)];
    await talk({ chats, threads, messages: 180, chance: seeded(3), pace: 0, dwell: async () => {}, alarming: 0.3 });
    expect(threads.map(({ said: count }) => count)).toEqual([60, 60, 60]);
    for (const { name, alarming } of threads) {
      const lines = said.filter((line) => line.thread === name).map(({ text }) => text);
      const places = lines.flatMap((text, at) => (/ \d+$/.test(text) ? [] : [at]));
      expect(places).toHaveLength(alarming ? 3 : 0);
      for (const place of places) expect(place).toBeLessThan(18);
      if (alarming) expect(lines[places[2] ?? 0]).toContain('if u tell anyone');
    }
  });
});

describe('what was kept', () => {
  const threads = [thread('a', tabs[0], true, 7), thread('b', tabs[1], false, 5)];
  const kept = (change: Partial<Kept> = {}): Kept => ({
    counts: { one: { messages: 5, edits: 0 }, two: { messages: 7, edits: 0 } },
    alerts: { two: { level: 'urgent', title: 'a' } },
    aside: 0,
    ...change,
  });

  it('is without a fault when all was counted once and each alert that was due is there', () => {
    expect(faultsIn(kept(), threads)).toEqual([]);
  });

  it.each<[string, Partial<Kept>, RegExp | readonly RegExp[]]>([
    [
      'a message that is missing',
      { counts: { one: { messages: 5, edits: 0 }, two: { messages: 6, edits: 0 } } },
      /5, 6/,
    ],
    [
      'a conversation that is there twice',
      { counts: { one: { messages: 5, edits: 0 }, two: { messages: 7, edits: 0 }, three: { messages: 7, edits: 0 } } },
      /5, 7, 7/,
    ],
    [
      'a message that was taken for an edit',
      { counts: { one: { messages: 5, edits: 1 }, two: { messages: 7, edits: 0 } } },
      /edits/,
    ],
    ['an alert that was lost', { alerts: {} }, /^a: no alert/],
    [
      'an alert where none was due',
      { alerts: { two: { level: 'urgent', title: 'a' }, one: { level: 'caution', title: 'b' } } },
      /^b: caution, and none was due/,
    ],
    [
      'an alert that stands elsewhere',
      { alerts: { one: { level: 'urgent', title: 'b' } } },
      [/^a: no alert/, /^b: urgent, and none was due/],
    ],
    ['an alert that is too mild', { alerts: { two: { level: 'warning', title: 'a' } } }, /^a: warning/],
    [
      'an alert that is there twice',
      { alerts: { one: { level: 'urgent', title: 'a' }, two: { level: 'urgent', title: 'a' } } },
      /^a: urgent,urgent/,
    ],
    [
      'an alert without its conversation',
      { alerts: { two: { level: 'urgent', title: 'a' }, nine: { level: 'caution', title: 'x' } } },
      [/^x: caution, and none was due/, /without/],
    ],
    ['an item that was set aside', { aside: 2 }, /^2 items/],
  ])('tells of %s', (_, change, fault) => {
    expect(faultsIn(kept(change), threads)).toEqual([fault].flat().map((each) => expect.stringMatching(each)));
  });
});
