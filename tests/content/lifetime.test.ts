// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { live } from '../../src/content/lifetime.ts';
import { later, timer } from '../../src/later.ts';

function tell(kind: 'pagehide' | 'pageshow', more: { persisted?: boolean; isTrusted?: boolean } = {}) {
  const event = new Event(kind);
  for (const [name, value] of Object.entries({ isTrusted: true, ...more }))
    Object.defineProperty(event, name, { value });
  window.dispatchEvent(event);
}
/** A life that ends with the test. */
const begin = (start: (signal: AbortSignal, end: () => void) => void) =>
  live(window, (signal, end) => {
    onTestFinished(end);
    start(signal, end);
  });
const pageshow = (persisted: boolean) => tell('pageshow', { persisted });

describe('the lifetime of the script in a page', () => {
  it('begins at once and ends when the page goes away', () => {
    const signals: AbortSignal[] = [];
    begin((signal) => signals.push(signal));
    expect(signals).toHaveLength(1);
    tell('pagehide');
    expect(signals[0]?.aborted).toBe(true);
  });

  it('begins anew when the page comes back from the back/forward cache, and only then', () => {
    const signals: AbortSignal[] = [];
    begin((signal) => signals.push(signal));
    pageshow(true);
    expect(signals, 'still running').toHaveLength(1);
    tell('pagehide');
    pageshow(false);
    expect(signals, 'a first showing').toHaveLength(1);
    pageshow(true);
    expect(signals).toHaveLength(2);
    expect(signals[1]?.aborted).toBe(false);
  });

  it('is not ended, nor begun anew, by events that the page makes', () => {
    const signals: AbortSignal[] = [];
    begin((signal) => signals.push(signal));
    tell('pagehide', { isTrusted: false });
    expect(signals[0]?.aborted).toBe(false);
    tell('pagehide');
    tell('pageshow', { persisted: true, isTrusted: false });
    expect(signals).toHaveLength(1);
  });

  it('never begins again once the extension is gone', () => {
    const signals: AbortSignal[] = [];
    begin((signal, end) => {
      signals.push(signal);
      end();
    });
    tell('pagehide');
    pageshow(true);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('ends its timers', () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const run = vi.fn();
    later(100, controller.signal, run);
    controller.abort();
    later(100, controller.signal, run);
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect(run).not.toHaveBeenCalled();
  });

  it('ends those that follow one another, of which the last runs', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const controller = new AbortController();
    const ran: string[] = [];
    const next = timer(controller.signal);
    next(100, () => ran.push('first'));
    next(200, () => ran.push('second'));
    vi.advanceTimersByTime(1000);
    expect(ran).toEqual(['second']);
    next(100, () => ran.push('third'));
    controller.abort();
    next(100, () => ran.push('fourth'));
    vi.advanceTimersByTime(1000);
    expect(ran).toEqual(['second']);
  });
});
