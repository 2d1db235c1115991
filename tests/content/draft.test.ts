// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type DraftOptions, type DraftQuestion, followDraft } from '../../src/content/pause/draft.ts';

type Answer = Awaited<ReturnType<DraftOptions['judge']>>;

const GIVES: Answer = { gives: 'password', asked: true };
const NOTHING: Answer = { gives: null, asked: false };
/** Long enough for a lost answer to be taken for one. */
const LOST_MS = 2500;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<textarea></textarea>';
});
afterEach(() => {
  vi.useRealTimers();
});
const box = () => document.querySelector('textarea') as HTMLTextAreaElement;

/** Follows the box; the questions are answered in turn, `null` is never answered, and the last answer stays. */
function follow(...answers: (Answer | null)[]) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const questions: DraftQuestion[] = [];
  const failed = vi.fn();
  const drafts = followDraft({
    document,
    threadAt: () => ({ site: 'chat', thread: 'dm' }),
    judge: (question) => {
      questions.push(question);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer ? Promise.resolve(answer) : new Promise(() => {});
    },
    failed,
    signal: controller.signal,
  });
  return { drafts, questions, failed };
}
async function write(text: string) {
  box().value = text;
  const event = new Event('input', { bubbles: true, composed: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  box().dispatchEvent(event);
  await vi.advanceTimersByTimeAsync(10);
}

describe('a draft', () => {
  it('that gives something away is held, and what was written after it', async () => {
    const { drafts } = follow(GIVES);
    await write('sunny123');
    expect(drafts.held(box())).toEqual({ box: box(), gives: 'password' });
    box().value = 'sunny1234';
    expect(drafts.held(box())).not.toBeNull();
    box().value = 'no';
    expect(drafts.held(box())).toBeNull();
  });

  it.each([3000, 20_000])(
    'of %i characters is held with what was written after it, and not when it was taken back',
    async (length) => {
      const { drafts, questions } = follow(GIVES);
      const long = `${'so '.repeat(length / 3)}sunny123`;
      await write(long);
      expect(questions[0]?.text).toBe(long.slice(-2000));
      box().value = `${long} x`;
      expect(drafts.held(box())).not.toBeNull();
      box().value = 'no';
      expect(drafts.held(box())).toBeNull();
    },
  );

  it('of some length is no longer held when its end was taken back', async () => {
    const { drafts } = follow(GIVES);
    await write(`${'so '.repeat(1000)}sunny123`);
    box().value = 'so '.repeat(1000);
    expect(drafts.held(box())).toBeNull();
  });

  it('is asked about again when the answer was lost', async () => {
    const { drafts, questions, failed } = follow(null, GIVES);
    await write('sunny123');
    expect(drafts.held(box())).toBeNull();
    await vi.advanceTimersByTimeAsync(LOST_MS);
    expect(questions.map(({ text }) => text)).toEqual(['sunny123', 'sunny123']);
    expect(failed).toHaveBeenCalledOnce();
    expect(drafts.held(box())).not.toBeNull();
  });

  it('is let be where nothing was asked for, until something is said', async () => {
    const { drafts, questions } = follow(NOTHING, GIVES);
    await write('sunny');
    await write('sunny123');
    expect(questions).toHaveLength(1);
    drafts.heard();
    await vi.advanceTimersByTimeAsync(100);
    expect(questions).toHaveLength(2);
    expect(drafts.held(box())?.gives).toBe('password');
  });

  it('is let be no longer when the clock is set back meanwhile', async () => {
    const { drafts, questions } = follow(NOTHING, GIVES);
    await write('sunny');
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(2000);
    await write('sunny123');
    expect(questions).toHaveLength(2);
    expect(drafts.held(box())?.gives).toBe('password');
  });

  it('that was asked about while something was said is asked about again', async () => {
    let answer: (value: Answer) => void = () => {};
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const judge = vi
      .fn<DraftOptions['judge']>(() => Promise.resolve(GIVES))
      .mockImplementationOnce(
        () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      );
    const threadAt = () => ({ site: 'chat', thread: 'dm' });
    const drafts = followDraft({ document, threadAt, judge, failed: () => {}, signal: controller.signal });
    await write('sunny123');
    drafts.heard();
    answer(NOTHING);
    await vi.advanceTimersByTimeAsync(100);
    expect(judge).toHaveBeenCalledTimes(2);
    expect(drafts.held(box())?.gives).toBe('password');
  });
});
