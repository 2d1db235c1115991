import { beforeEach, expect, test, vi } from 'vitest';
import { ProtocolError } from '../../src/protocol/error.ts';

const sendMessage = vi.fn<(message: unknown) => Promise<unknown>>();
vi.mock('../../src/platform.ts', () => ({ browser: { runtime: { sendMessage } } }));
const { ask } = await import('../../src/protocol/client.ts');

beforeEach(() => {
  sendMessage.mockReset();
});

test('asks and gives the response', async () => {
  sendMessage.mockResolvedValue({ ok: true, value: { alerts: [], elsewhere: [], state: 'ok' } });
  expect(await ask('alerts', { limit: 5, tab: null })).toEqual({ alerts: [], elsewhere: [], state: 'ok' });
  expect(sendMessage.mock.calls).toEqual([[{ kind: 'alerts', body: { limit: 5, tab: null } }]]);
});

test('asks once more when the worker stopped at that moment', async () => {
  sendMessage
    .mockRejectedValueOnce(new Error('Could not establish connection'))
    .mockResolvedValue({ ok: true, value: {} });
  await ask('stored', {});
  expect(sendMessage).toHaveBeenCalledTimes(2);
});

test.each([
  ['begin-unlock', { way: 'pin' }],
  ['finish-unlock', { attempt: 'a', proof: null }],
] as const)('%s is asked once: what comes twice counts as a wrong try', async (kind, body) => {
  sendMessage.mockRejectedValue(new Error('Could not establish connection'));
  await expect(ask(kind, body as never)).rejects.toThrow(`${kind}: no answer`);
  expect(sendMessage).toHaveBeenCalledTimes(1);
});

test('an answer that says no is an error with its words, and is not asked again', async () => {
  sendMessage.mockResolvedValue({ ok: false, error: 'alerts: limit: too small, at least 1' });
  await expect(ask('alerts', { limit: 0, tab: null })).rejects.toThrow(
    new ProtocolError('alerts: limit: too small, at least 1', 'failed'),
  );
  expect(sendMessage).toHaveBeenCalledTimes(1);
});

test.each([undefined, null, 'x', {}])('no answer twice (%s) is an error that names the kind', async (answer) => {
  sendMessage.mockResolvedValue(answer);
  await expect(ask('stored', {})).rejects.toThrow('stored: no answer');
});

test.each([
  [undefined, 'no-answer'],
  [{ ok: false, error: 'erase-all: failed (LockedError)' }, 'locked'],
  [{ ok: false, error: 'erase-all: failed (QuotaExceededError)' }, 'failed'],
  [{ ok: false, error: 'erase-all: not allowed' }, 'failed'],
])('an error says why, for the words that a person reads: %j', async (answer, why) => {
  sendMessage.mockResolvedValue(answer);
  await expect(ask('erase-all', {})).rejects.toMatchObject({ why });
});
