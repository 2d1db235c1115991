import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { createResolver } from '../../src/content/direction.ts';
import { listenForEcho } from '../../src/content/echo.ts';
import { watch } from '../../src/content/observe.ts';
import type { ThreadFacts } from '../../src/content/outbox.ts';
import { createReader } from '../../src/content/reader.ts';
import type { Health, ObservedMessage } from '../../src/protocol/messages.ts';
import type { Adapter } from '../../src/sites/adapter.ts';

const fixtures = `${import.meta.dirname}/../fixtures/sites`;

/** The text of a fixture, by site and file. */
export function fixture(site: string, file: string): string {
  return readFileSync(`${fixtures}/${site}/${file}`, 'utf8');
}

/** Shows a page in the test's document. */
export function openPage(html: string, url = 'https://chat.example.org/room'): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  document.documentElement.innerHTML = html.replace(/^[\s\S]*?<html[^>]*>|<\/html>\s*$/g, '');
}

export interface Seen extends ObservedMessage {
  readonly thread: string;
  readonly more: boolean;
}

export interface Watched {
  /** What was handed on since the last call. */
  take(): Seen[];
  readonly threads: ThreadFacts[];
  readonly health: Health[];
  /** Lets the observer report, then reads all that is due; `ms` pass on the clock first. */
  settle(ms?: number): Promise<void>;
  /** Id of the conversation that a box writes into. */
  threadAt(box: Element): string | null;
  end(): void;
  full: boolean;
  /** `off`: so many ms the clock that tells the time of day was set by since the page opened. */
  clock: { now: number; off: number };
}

/** Watches the test's document with an adapter; ends with the test. */
export function watchPage(adapter: Adapter, page: Document = document): Watched {
  const start = Date.parse('2026-11-24T08:00:00Z');
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const seen: Seen[] = [];
  const threads: ThreadFacts[] = [];
  const health: Health[] = [];
  const clock = { now: start, off: 0 };
  const watched = { full: false };
  const watching = watch({
    document: page,
    adapter,
    emit: (facts, message, more) => {
      if (!threads.includes(facts)) threads.push(facts);
      seen.push({ ...message, thread: facts.thread, more });
    },
    health: (now) => health.push(now),
    echo: listenForEcho(page, () => clock.now, controller.signal),
    full: () => watched.full,
    signal: controller.signal,
    now: () => clock.now + clock.off,
    clock: () => clock.now,
  });
  return Object.assign(watched, {
    threads,
    health,
    clock,
    take: () => seen.splice(0),
    settle: async (ms = 50) => {
      await new Promise((done) => setTimeout(done, 0));
      clock.now += ms;
      watching.drain();
      watching.drain();
    },
    threadAt: watching.threadAt,
    end: () => controller.abort(),
  });
}

/** A reader of the thread that is open on the page, and what it tells. */
export function readerOf(adapter: Adapter) {
  const [thread] = adapter.threads(document);
  if (thread === undefined) throw new Error('no thread');
  const told: ObservedMessage[] = [];
  const reader = createReader(thread, {
    document,
    adapter,
    directions: createResolver(),
    started: 0,
    now: () => 1000,
    echo: () => false,
    emit: (_, message) => told.push(message),
  });
  return { reader, thread, told };
}
