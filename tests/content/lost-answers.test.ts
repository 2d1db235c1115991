// @vitest-environment happy-dom
import { describe, expect, it, onTestFinished } from 'vitest';
import { giveVoice, meeting } from '../../src/content/seam.ts';
import type { Kind, PageWarning } from '../../src/protocol/messages.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { sites } from '../../src/sites/index.ts';
import { background, pass, say, start, usePage, write } from './running-page.ts';

const WARNING: PageWarning = {
  alert: 'a',
  level: 'warning',
  signals: ['secrecy'],
  title: 'Somebody wants a secret',
  why: 'Because.',
  todo: [],
  help: [],
};

usePage();

/** A background that brings the voice when it answers to that; `warned` are the warnings that stood on the page. */
function withVoice(trouble: { readonly silent?: readonly Kind[]; readonly failing?: readonly Kind[] }) {
  const world = background(trouble);
  const warned: string[] = [];
  const { sendMessage } = world.runtime;
  world.runtime.sendMessage = async (envelope) => {
    const reply = await sendMessage(envelope);
    if (envelope.kind === 'voice' && reply !== undefined)
      giveVoice(() => ({ warn: ({ alert }) => warned.push(alert), heard: () => {}, sent: () => false }));
    return reply;
  };
  onTestFinished(() => {
    delete meeting().start;
  });
  const asked = () => world.kinds().filter((kind) => kind === 'voice').length;
  return { ...world, warned, asked };
}

describe('a warning', () => {
  it.each(['silent', 'failing'] as const)('comes when the voice was asked for of a worker that was %s', async (how) => {
    const { state, warned } = withVoice({ [how]: ['voice'] });
    await start();
    await pass(500);
    state.warning = WARNING;
    say('msg-98');
    await pass(1000);
    expect(warned).toEqual([]);
    state[how] = [];
    await pass(4000);
    expect(warned).toEqual(['a']);
  });

  it('comes at once, however often the voice did not come for a child that only wrote', async () => {
    const { state, warned, asked } = withVoice({ failing: ['voice'] });
    await start();
    await pass(500);
    write();
    await pass(100_000);
    // At 0, 1, 3, 7, 15, 31 and 63 s.
    expect(asked()).toBe(7);
    state.failing = [];
    state.warning = WARNING;
    say('msg-98');
    await pass(500);
    expect(warned).toEqual(['a']);
  });

  it('has the voice asked for once, when it came', async () => {
    const { state, warned, asked } = withVoice({});
    await start();
    state.warning = WARNING;
    say('msg-98');
    await pass(10_000);
    expect(warned).toEqual(['a']);
    expect(asked()).toBe(1);
  });
});

describe('the health of a page', () => {
  it.each(['silent', 'failing'] as const)('is told again when a worker was %s to it', async (how) => {
    const { state, heard } = background({ [how]: ['health'] });
    await start();
    await pass(500);
    state[how] = [];
    heard.splice(0);
    await pass(4000);
    expect(heard).toContainEqual({
      kind: 'health',
      body: { health: { site: 'the-lounge', state: 'watching', missing: [] } },
    });
    heard.splice(0);
    await pass(60_000);
    expect(heard).toEqual([]);
  });

  it('is told ever more rarely to a worker that never takes it', async () => {
    const { kinds } = background({ failing: ['health'] });
    await start();
    await pass(120_000);
    expect(kinds().filter((kind) => kind === 'health').length).toBeLessThan(12);
  });
});

it('a watch that could not be begun is ended before the next one is', async () => {
  const { kinds } = background();
  const signals: AbortSignal[] = [];
  const site = sites.find(({ id }) => id === 'the-lounge') as Adapter;
  const followRoots: Adapter['followRoots'] = (_, signal) => {
    signals.push(signal);
    if (signals.length === 1) throw new Error('a strange page');
    return { added: () => {}, step: () => false };
  };
  await start(null, [{ ...site, followRoots }]);
  await pass(2000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(kinds()).toContain('observe');
});
