/** The script as it runs in the test's document, and a background for it. */
import { beforeEach, onTestFinished, vi } from 'vitest';
import { run } from '../../src/content/run.ts';
import { seek } from '../../src/content/seek.ts';
import type { Envelope, Kind, PageWarning } from '../../src/protocol/messages.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { generic } from '../../src/sites/generic.ts';
import { sites } from '../../src/sites/index.ts';
import { fixture, openPage } from './page.ts';

interface State {
  on: boolean;
  dead: boolean;
  over: boolean;
  /** What the next batch is answered with. */
  warning: PageWarning | null;
  /** Kinds that get no answer: the worker was stopped while it worked. */
  silent: readonly Kind[];
  /** Kinds whose handler fails. */
  failing: readonly Kind[];
}

/** A background that keeps what it is told. */
export function background(answers: Partial<State> = {}) {
  const heard: Envelope[] = [];
  const state: State = { on: true, dead: false, over: false, warning: null, silent: [], failing: [], ...answers };
  const runtime: { id: string | undefined; sendMessage: (envelope: Envelope) => Promise<unknown> } = {
    id: 'extension',
    sendMessage: async (envelope) => {
      if (state.dead) throw new Error('Could not establish connection. Receiving end does not exist.');
      heard.push(envelope);
      const { kind } = envelope;
      if (state.silent.includes(kind)) return new Promise(() => {});
      if (state.failing.includes(kind)) return undefined;
      if (kind === 'hello') return { ok: true, value: { on: state.on } };
      if (kind !== 'observe') return { ok: true, value: { ok: true } };
      const { warning, over } = state;
      state.warning = null;
      return { ok: true, value: { acknowledged: true, warning, ...(over && { over }) } };
    },
  };
  vi.stubGlobal('chrome', { runtime, i18n: { getMessage: () => '' } });
  const kinds = () => heard.map(({ kind }) => kind);
  const texts = () =>
    heard.flatMap((each) => (each.kind === 'observe' ? each.body.batch.messages.map(({ text }) => text) : []));
  return { heard, state, runtime, kinds, texts };
}

let isHidden = false;

/** Each test begins with a page of The Lounge, in front, and with time in its hand. */
export function usePage(): void {
  // Once: the script asks the prototype for its accessor and keeps it.
  Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => isHidden });
  beforeEach(() => {
    vi.useFakeTimers();
    ended.mockReset();
    isHidden = false;
    onTestFinished(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    });
    openPage(fixture('the-lounge', 'query.html'));
  });
}

/** Called when the script ends itself. */
export const ended = vi.fn();

/** Starts the script; gives what ends it. */
export async function start(fallback: Adapter | null = generic, known: readonly Adapter[] = sites) {
  const controller = new AbortController();
  const end = () => controller.abort();
  onTestFinished(end);
  ended.mockImplementation(end);
  run(window, { sites: known, fallback: fallback && { adapter: fallback, seek } }, controller.signal, ended);
  await pass(20);
  return end;
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export async function show(hidden: boolean): Promise<void> {
  isHidden = hidden;
  document.dispatchEvent(new Event('visibilitychange'));
  await pass(20);
}

/** Somebody says something on the page. */
export function say(id: string): void {
  const row = document.querySelector('#msg-31')?.cloneNode(true) as Element;
  row.id = id;
  (row.querySelector('.content') as Element).textContent = id;
  document.querySelector('.messages')?.append(row);
}

/** The child writes in the box of the page. */
export function write(): void {
  const event = new Event('input', { bubbles: true, composed: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  document.querySelector('#input')?.dispatchEvent(event);
}
