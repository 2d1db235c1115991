import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Sessions } from '../../../src/dev/browsers/chromium-target.ts';

/** The browser's own session, whose targets answer each command with its name; one that is `mute` answers nothing. */
class Devtools extends EventEmitter {
  attached = 0;
  mute = false;

  async send(method: string, parameters: { targetId?: string; sessionId?: string; message?: string }): Promise<object> {
    if (method === 'Target.attachToTarget') {
      this.attached += 1;
      return { sessionId: `session of ${parameters.targetId}` };
    }
    const { id, method: asked } = JSON.parse(parameters.message ?? '') as { id: number; method: string };
    if (!this.mute) this.tell(parameters.sessionId ?? '', { id, result: asked });
    return {};
  }

  tell(sessionId: string, message: object): void {
    this.emit('Target.receivedMessageFromTarget', { sessionId, message: JSON.stringify(message) });
  }

  get hearing(): number {
    return this.listenerCount('Target.receivedMessageFromTarget') + this.listenerCount('Target.detachedFromTarget');
  }
}

let devtools: Devtools;
let sessions: Sessions;
beforeEach(() => {
  devtools = new Devtools();
  sessions = new Sessions(devtools as unknown as CDPSession);
});
const detach = (target: string) => devtools.emit('Target.detachedFromTarget', { sessionId: `session of ${target}` });

describe('the session of a target', () => {
  it('is one, however often it is asked for', async () => {
    const calls = await Promise.all([sessions.call('worker'), sessions.call('worker'), sessions.call('page')]);
    expect(await Promise.all(calls.map((call) => call('Runtime.enable')))).toEqual(Array(3).fill('Runtime.enable'));
    expect(devtools.attached).toBe(2);
    expect(devtools.hearing).toBe(4);
  });

  it('tells what the target tells to all who want to hear', async () => {
    const heard: string[] = [];
    await sessions.call('worker', (method) => heard.push(`one ${method}`));
    await sessions.call('worker', (method) => heard.push(`two ${method}`));
    devtools.tell('session of worker', { method: 'started' });
    devtools.tell('session of page', { method: 'other' });
    expect(heard).toEqual(['one started', 'two started']);
  });

  it('ends with the target, and with it what was asked', async () => {
    const call = await sessions.call('worker');
    devtools.mute = true;
    const asked = call('Runtime.evaluate');
    detach('page');
    expect(devtools.hearing).toBe(2);
    detach('worker');
    await expect(asked).rejects.toThrow('The target is gone.');
    expect(devtools.hearing).toBe(0);
    await sessions.call('worker');
    expect(devtools.attached).toBe(2);
  });
});
