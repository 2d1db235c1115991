import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoMessenger, startDemo } from '../../src/dev/demo/server.ts';

let messenger: DemoMessenger;

beforeEach(async () => {
  messenger = await startDemo();
});

afterEach(() => messenger.close());

/** Reads the stream of one side until `count` messages have come. */
async function hear(count: number): Promise<{ id: string; from: string; text: string }[]> {
  const response = await fetch(new URL('/events', messenger.url('child')));
  const reader = response.body?.getReader();
  let text = '';
  for (;;) {
    const messages = [...text.matchAll(/^data: (\{"id".*\})$/gm)].map(([, json = '']) => JSON.parse(json));
    if (messages.length >= count || reader === undefined) {
      await reader?.cancel();
      return messages;
    }
    const { value } = await reader.read();
    text += new TextDecoder().decode(value);
  }
}

const post = (body: string) => fetch(new URL('/say', messenger.url('child')), { method: 'POST', body });

describe('the demo messenger', () => {
  it('carries what either side says, and an edit under the id of the message', async () => {
    const id = messenger.say('peer', 'hello');
    expect((await post(JSON.stringify({ from: 'child', text: 'hi' }))).status).toBe(204);
    messenger.edit(id, 'hello again');
    expect(await hear(2)).toMatchObject([
      { id, from: 'peer', text: 'hello again' },
      { from: 'child', text: 'hi' },
    ]);
    expect(messenger.newest('peer')).toBe(id);
  });

  it.each(['', 'no json', '[]', '{"from":"nobody","text":"x"}', '{"from":"child","text":" "}'])(
    'refuses %j',
    async (body) => {
      expect((await post(body)).status).toBe(400);
      expect(() => messenger.newest('child')).toThrow('has said nothing');
    },
  );

  it('ends a request that is longer than any message', async () => {
    await expect(post(JSON.stringify({ from: 'child', text: 'x'.repeat(70_000) }))).rejects.toThrow();
  });

  it('serves its own files alone', async () => {
    for (const path of ['/page.js', '/page.css', '/?as=peer']) {
      expect((await fetch(new URL(path, messenger.url('child')))).status).toBe(200);
    }
    expect((await fetch(new URL('/server.ts', messenger.url('child')))).status).toBe(404);
  });
});
