import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox, type ThreadFacts } from '../../src/content/outbox.ts';
import { Gone, Refused } from '../../src/content/runtime.ts';
import type { ObservedBatch, ObservedMessage, ResponseOf } from '../../src/protocol/messages.ts';

const thread: ThreadFacts = { site: 's', thread: 't', title: 'T', group: false, stranger: false };
const other: ThreadFacts = { ...thread, thread: 'u' };
const message = (key: string, text = key): ObservedMessage => ({
  key,
  revision: 'r',
  author: 'bob',
  direction: 'peer',
  text,
  time: null,
  history: false,
});
const yes: ResponseOf<'observe'> = { acknowledged: true, warning: null };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function outboxWith(send: (batch: ObservedBatch) => Promise<ResponseOf<'observe'>>) {
  const sent: string[][] = [];
  const batches: ObservedBatch[] = [];
  const controller = new AbortController();
  const gone = vi.fn(() => controller.abort());
  const acknowledged = vi.fn();
  const outbox = createOutbox({
    send: (batch) => {
      sent.push(batch.messages.map(({ key }) => key));
      batches.push(batch);
      return send(batch);
    },
    acknowledged,
    gone,
    signal: controller.signal,
  });
  /** What was not acknowledged: the page goes away, and it is sent once more. */
  const waiting = () => {
    const before = sent.length;
    outbox.flush();
    return sent.slice(before).flat();
  };
  return { outbox, sent, batches, gone, acknowledged, controller, waiting };
}

describe('sending', () => {
  it('puts what was read together into one batch', async () => {
    const { outbox, sent, waiting } = outboxWith(async () => yes);
    for (const key of ['a', 'b', 'c']) outbox.add(thread, message(key), false);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([['a', 'b', 'c']]);
    expect(waiting()).toEqual([]);
  });

  it('keeps threads apart and the order of all', async () => {
    const { outbox, sent } = outboxWith(async () => yes);
    outbox.add(thread, message('a'), false);
    outbox.add(other, message('b'), false);
    outbox.add(thread, message('c'), false);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([['a'], ['b'], ['c']]);
  });

  it('goes on when the clock is set back', async () => {
    const { outbox, sent } = outboxWith(async () => yes);
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() - 3_600_000);
    outbox.add(thread, message('b'), false);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([['a'], ['b']]);
  });

  it('sends one batch at a time', async () => {
    let answer: (response: ResponseOf<'observe'>) => void = () => {};
    const { outbox, sent } = outboxWith(() => new Promise((done) => (answer = done)));
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(0);
    outbox.add(thread, message('b'), false);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([['a']]);
    answer(yes);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([['a'], ['b']]);
  });

  it('says of a cut opening that more follows', async () => {
    const { outbox, batches } = outboxWith(async () => yes);
    for (let index = 0; index < 150; index++) outbox.add(thread, message(`m${index}`), index < 149);
    await vi.advanceTimersByTimeAsync(200);
    expect(batches.map((batch) => [batch.messages.length, batch.more])).toEqual([
      [100, true],
      [50, undefined],
    ]);
  });

  it('keeps batches small when texts are long', async () => {
    const { outbox, sent } = outboxWith(async () => yes);
    for (let index = 0; index < 30; index++) outbox.add(thread, message(`m${index}`, 'x'.repeat(8000)), false);
    await vi.advanceTimersByTimeAsync(200);
    expect(Math.max(...sent.map((batch) => batch.length))).toBe(12);
    expect(sent.flat()).toHaveLength(30);
  });

  it('is full at a thousand, so that reading can pause', async () => {
    const { outbox } = outboxWith(() => new Promise(() => {}));
    for (let index = 0; index < 999; index++) outbox.add(thread, message(`m${index}`), false);
    expect(outbox.full).toBe(false);
    outbox.add(thread, message('last'), false);
    expect(outbox.full).toBe(true);
  });

  it('is at once after a pause, and at most a few times a second in a busy chat', async () => {
    const { outbox, sent } = outboxWith(async () => yes);
    outbox.add(thread, message('first'), false);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent, 'at once').toHaveLength(1);
    for (let tick = 0; tick < 20; tick++) {
      outbox.add(thread, message(`m${tick}`), false);
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(sent.flat()).toHaveLength(21);
    expect(sent.length).toBeLessThanOrEqual(9);
    outbox.add(thread, message('later'), false);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.at(-1)).toEqual(['later']);
  });
});

describe('what is not acknowledged', () => {
  it('is sent again, in order, until it is', async () => {
    let dead = 3;
    const { outbox, sent, waiting } = outboxWith(async () => {
      if (dead-- > 0) throw new Error('Could not establish connection. Receiving end does not exist.');
      return yes;
    });
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(0);
    outbox.add(thread, message('b'), false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent[0]).toEqual(['a']);
    expect(sent.at(-1)).toEqual(['a', 'b']);
    expect(sent).toHaveLength(4);
    expect(waiting()).toEqual([]);
  });

  it('waits longer each time, at most 15 s', async () => {
    const times: number[] = [];
    const { outbox } = outboxWith(async () => {
      times.push(Date.now());
      throw new Error('no worker');
    });
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(120_000);
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses.slice(0, 4)).toEqual([200, 400, 800, 1600]);
    expect(pauses.at(-1)).toBe(15_000);
  });

  it('is sent again when the answer never comes', async () => {
    let calls = 0;
    const { outbox, sent, waiting } = outboxWith(() => (++calls === 1 ? new Promise(() => {}) : Promise.resolve(yes)));
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(2300);
    expect(sent).toEqual([['a'], ['a']]);
    expect(waiting()).toEqual([]);
  });

  it('is waited for longer each time it does not come, for a device that is slow', async () => {
    const times: number[] = [];
    const { outbox } = outboxWith(() => {
      times.push(Date.now());
      return new Promise(() => {});
    });
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(200_000);
    const between = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(between.slice(0, 4)).toEqual([2200, 4400, 8800, 17_600]);
    expect(between.at(-1)).toBe(31_000);
  });

  it('goes one by one when it is refused, so that one bad message does not hold up the good ones', async () => {
    const good: string[] = [];
    const { outbox, waiting } = outboxWith(async (batch) => {
      if (batch.messages.some(({ key }) => key === 'bad')) throw new Refused('observe: not valid');
      good.push(...batch.messages.map(({ key }) => key));
      return yes;
    });
    for (const key of ['a', 'b', 'bad', 'c']) outbox.add(thread, message(key), false);
    await vi.advanceTimersByTimeAsync(3500);
    expect(good).toEqual(['a', 'b', 'c']);
    expect(waiting()).toEqual([]);
  });

  it('goes one by one to the end of the batch that was refused: a bad one far behind costs no more time', async () => {
    const good: string[] = [];
    const { outbox, sent, waiting } = outboxWith(async (batch) => {
      if (batch.messages.some(({ key }) => key === 'm99')) throw new Refused('observe: not valid');
      good.push(...batch.messages.map(({ key }) => key));
      return yes;
    });
    for (let index = 0; index < 250; index++) outbox.add(thread, message(`m${index}`), false);
    await vi.advanceTimersByTimeAsync(3500);
    expect(good).toHaveLength(249);
    expect(waiting()).toEqual([]);
    expect(sent.at(-2), 'whole batches again').toHaveLength(100);
  });

  it('waits out its pause whatever is read meanwhile', async () => {
    const { outbox, sent } = outboxWith(async () => {
      throw new Error('no worker');
    });
    for (let tick = 0; tick < 290; tick++) {
      outbox.add(tick % 2 === 0 ? thread : other, message(`m${tick}`), false);
      await vi.advanceTimersByTimeAsync(10);
    }
    // At 0, 0.2, 0.6 and 1.4 s.
    expect(sent).toHaveLength(4);
  });
});

describe('the end', () => {
  it('comes quietly when the extension is gone', async () => {
    const { outbox, sent, gone } = outboxWith(async () => {
      throw new Gone('gone');
    });
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(1);
  });

  it('sends what waits once more when the page goes away', async () => {
    const { outbox, sent, controller } = outboxWith(() => new Promise(() => {}));
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(0);
    outbox.add(thread, message('b'), false);
    outbox.add(other, message('c'), false);
    controller.abort();
    outbox.flush();
    expect(sent).toEqual([['a'], ['b'], ['c']]);
  });

  it('hands on the answer of each batch', async () => {
    const { outbox, acknowledged } = outboxWith(async () => yes);
    outbox.add(thread, message('a'), false);
    await vi.advanceTimersByTimeAsync(0);
    expect(acknowledged).toHaveBeenCalledExactlyOnceWith(yes);
  });
});
