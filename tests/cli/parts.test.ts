import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonFault, jsonParts } from '../../src/cli/formats/json-parts.ts';
import { textLines } from '../../src/cli/formats/lines.ts';
import { orderedOutput } from '../../src/cli/ordered.ts';
import { createProgress, progressLine } from '../../src/cli/progress.ts';
import { resolveSides } from '../../src/cli/sides.ts';
import { lineBlocks, utf8Bytes } from '../../src/cli/source.ts';
import { createThread, quoteOf } from '../../src/cli/thread.ts';
import { standIn } from './stand-in.ts';

/** The bytes of a text in pieces of the given sizes, over and over. */
async function* pieces(text: string | Buffer, sizes: readonly number[] = [7]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

describe('blocks of lines', () => {
  it('give back every byte, cut at line ends, with the right line numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '\n', 'é', '\r') }), sizes, async (text, cuts) => {
        const blocks = await all(lineBlocks(pieces(text, cuts)));
        expect(Buffer.concat(blocks.map(({ bytes }) => bytes)).toString('utf8')).toBe(text);
        let line = 1;
        for (const { bytes, firstLine } of blocks) {
          expect(firstLine).toBe(line);
          line += bytes.toString('utf8').split('\n').length - 1;
        }
        for (const { bytes } of blocks.slice(0, -1)) expect(bytes.at(-1)).toBe(10);
      }),
    );
  });

  it('leave out a line that is too long and go on after it', async () => {
    const blocks = await all(lineBlocks(pieces(`one\n${'x'.repeat(100)}\ntwo\n`), 20));
    const text = blocks.map(({ bytes }) => bytes.toString('utf8')).join('');
    expect(text).toBe('one\ntwo\n');
    expect(blocks.filter(({ skipped }) => skipped > 0)).toMatchObject([{ firstLine: 2, skipped: 100 }]);
    expect(blocks.at(-1)?.firstLine).toBe(3);
  });
});

it('lines of a text are told apart whatever ends them, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', '\r', '😊')), sizes, async (parts, cuts) => {
      const text = parts.join('');
      const wanted = text.split(/\r\n|\n|\r/u);
      if (wanted.at(-1) === '') wanted.pop();
      const lines = await all(textLines(pieces(text, cuts)));
      expect(lines.map((line) => line.text)).toEqual(wanted);
      expect(lines.map(({ line }) => line)).toEqual(wanted.map((_, index) => index + 1));
    }),
  );
});

it('a mark at the start is dropped even when it comes in pieces', async () => {
  expect(Buffer.concat(await all(utf8Bytes(pieces('\ufeffhi', [1])))).toString('utf8')).toBe('hi');
  expect(Buffer.concat(await all(utf8Bytes(pieces('x', [1])))).toString('utf8')).toBe('x');
});

describe('parts of a JSON document', () => {
  const wanted = (path: string) => path === 'list/*' || path === 'name';

  it('are the values at the wanted paths, with line and bytes, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 2 })), fc.boolean(), sizes, async (list, pretty, cuts) => {
        const text = JSON.stringify({ other: [{ list: [1] }], name: 'n "\\', list, end: null }, null, pretty ? 2 : 0);
        const parts = await all(jsonParts(pieces(text, cuts), wanted));
        expect(parts.map((part) => JSON.parse(part.text))).toEqual([
          'n "\\',
          ...list.map((value) => JSON.parse(JSON.stringify(value))),
        ]);
        const bytes = Buffer.from(text);
        for (const part of parts) {
          expect(bytes.toString('utf8', part.start, part.end)).toBe(part.text);
          expect(bytes.toString('utf8', 0, part.start).split('\n')).toHaveLength(part.line);
        }
      }),
    );
  });

  it.each([
    ['{"list":[1,2', 'ends in the middle'],
    ['{"list":["ab', 'ends in the middle'],
    ['{"list":[1]]', 'an unexpected "]"'],
    ['{list:[1]}', 'a key in double quotes is missing'],
    ['{"list":[1]} {"list":[2]}', 'something follows'],
    ['  ', 'is empty'],
    ['{"a":'.repeat(200), 'more than 100 values in one another'],
  ])('a fault of %j is told with its place', async (text, words) => {
    const error = await all(jsonParts(pieces(text), wanted)).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(JsonFault);
    expect(error).toMatchObject({ message: expect.stringContaining(words), line: 1 });
  });
});

it('a value beside the wanted ones, or a key, that never ends is refused before it fills the memory', async () => {
  async function* endless(start: string) {
    yield Buffer.from(start);
    for (let block = 0; block < 100; block++) yield Buffer.alloc(1024 * 1024, 0x78);
  }
  for (const start of ['{"other":"', '{"', '{"other":']) {
    const fault = await all(jsonParts(endless(start), (path) => path === 'list/*')).catch((error: unknown) => error);
    expect(fault).toMatchObject({ message: 'a value of more than 16 MB, or one that never ends' });
  }
});

describe('output in order', () => {
  it('is written in the order of the jobs, however they finish', async () => {
    const written: number[] = [];
    const release: (() => void)[] = [];
    const out = orderedOutput<number>(10, async (value) => {
      written.push(value);
    });
    for (const value of [0, 1, 2, 3]) await out.add(new Promise((resolve) => release.push(() => resolve(value))));
    for (const free of release.reverse()) free();
    await out.end();
    expect(written).toEqual([0, 1, 2, 3]);
  });

  it('lets no more jobs be open than it was told', async () => {
    const out = orderedOutput<number>(2, async () => {});
    let finish = () => {};
    await out.add(Promise.resolve(0));
    await out.add(
      new Promise((resolve) => {
        finish = () => resolve(1);
      }),
    );
    let added = false;
    const third = out.add(Promise.resolve(2)).then(() => {
      added = true;
    });
    await new Promise(setImmediate);
    expect(added).toBe(false);
    finish();
    await third;
    expect(added).toBe(true);
  });

  it('fails with the job that failed, after what came before it was written', async () => {
    const written: number[] = [];
    const out = orderedOutput<number>(9, async (value) => {
      written.push(value);
    });
    await out.add(new Promise((resolve) => setImmediate(resolve, 1)));
    await out.add(Promise.reject(new Error('broken')));
    await expect(out.end()).rejects.toThrow('broken');
    expect(written).toEqual([1]);
    await expect(out.add(Promise.resolve(3))).rejects.toThrow('broken');
  });
});

describe('the progress bar', () => {
  it('shows share, size, speed and what is left', () => {
    expect(progressLine(50e6, 200e6, 10_000)).toBe('██████░░░░░░░░░░░░░░░░░░ 25 % of 200.0 MB, 5.0 MB/s, 30 s left');
    expect(progressLine(50e6, null, 10_000)).toBe('50.0 MB, 5.0 MB/s');
  });

  it('is drawn on a terminal, seldom, and nowhere else', () => {
    const run = (isTTY: boolean) => {
      const drawn: string[] = [];
      let time = 0;
      const progress = createProgress({ isTTY, write: (text) => drawn.push(text) }, 100, () => time);
      for (let step = 0; step < 50; step += 1) {
        time += 10;
        progress.add(2);
      }
      progress.clear();
      return drawn;
    };
    expect(run(false)).toEqual([]);
    expect(run(true)).toHaveLength(6);
    expect(run(true).at(-1)).toBe('\r\u001b[K');
  });
});

describe('sides', () => {
  const chat = { title: 'Robin', group: null, owner: null, namedAfterPeer: true };
  const by = (author: string, ...aliases: string[]) =>
    ({ kind: 'message', author, aliases, text: '', time: null, line: 1 }) as const;
  const two = [by('Robin'), by('Sam', 'user22')];

  it('are what the person says, in any spelling of the name', () => {
    const sides = resolveSides(chat, two, ' ROBIN');
    expect([sides.directionOf(by('Robin')), sides.directionOf(by('Sam')), sides.note]).toEqual(['child', 'peer', null]);
  });

  it('are what the export knows of its owner', () => {
    const sides = resolveSides({ ...chat, owner: 'user22' }, two, null);
    expect([sides.directionOf(by('Sam', 'user22')), sides.directionOf(by('Robin')), sides.child]).toEqual([
      'child',
      'peer',
      'Sam',
    ]);
  });

  it('are assumed, and said to be, in a chat of two that is named after one of them', () => {
    const sides = resolveSides(chat, two, null);
    expect([sides.directionOf(by('Robin')), sides.directionOf(by('Sam'))]).toEqual(['peer', 'child']);
    expect(sides.note).toContain('Sam was read as the child');
  });

  it('stay unknown in every other case', () => {
    for (const [facts, first] of [
      [{ ...chat, title: 'Club' }, two],
      [chat, [...two, by('Kim')]],
      [{ ...chat, group: true }, two],
      [{ ...chat, namedAfterPeer: false }, two],
    ] as const) {
      const sides = resolveSides(facts, first, null);
      expect([sides.directionOf(by('Robin')), sides.directionOf(by('Sam')), sides.child]).toEqual([
        'unknown',
        'unknown',
        null,
      ]);
      expect(sides.note).toContain('--me');
    }
  });
});

describe('a thread', () => {
  it('shows each reason with its line, author and words', () => {
    const thread = createThread(standIn);
    const say = (text: string, line: number) =>
      thread.hear({ author: 'Robin', direction: 'peer', text, time: null, line }, false);
    expect(say('password', 3)).toBeNull();
    expect(say('so, your password please', 9)).toMatchObject({
      at: 1,
      line: 9,
      time: null,
      reasons: [{ line: 9, author: 'Robin', quote: 'so, your password please' }],
    });
    expect(thread.count).toBe(2);
    expect(thread.latest?.level).toBe('warning');
  });

  it('quotes the words at which a second opinion points its reason when the alert rises', () => {
    const pointing: typeof standIn = {
      ...standIn,
      observe(state, message, context) {
        const read = standIn.observe(state, message, context);
        const alert = read.alert && {
          ...read.alert,
          reasons: read.alert.reasons.map((reason) => ({ ...reason, span: [0, 2] as const })),
        };
        return { ...read, alert };
      },
    };
    const thread = createThread(pointing);
    const say = (text: string) => thread.hear({ author: 'Robin', direction: 'peer', text, time: null, line: 4 }, false);
    say('password');
    expect(say('so, your password please')?.reasons.at(-1)).toMatchObject({ line: 4, author: 'Robin' });
  });

  it('quotes what was found with some words around it', () => {
    const text = `${'a '.repeat(100)}here${' b'.repeat(100)}`;
    const quote = quoteOf(text, [200, 204]);
    expect(quote).toBe(`…${'a '.repeat(20)}here${' b'.repeat(20)}…`);
    expect(quoteOf('x'.repeat(5000), [0, 5000]).length).toBeLessThan(300);
  });
});
