/** Pages that are huge, or hide a chat in closed roots: they are read, however long it takes. */
import { describe, expect, test } from 'vitest';
import { until } from '../../../src/dev/browsers/browser.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { CHAT_IN_ROOT, chatStage, TALK } from '../chat-stage.ts';
import { LINES } from '../stage.ts';

describe.each(TARGETS)('hostile pages, untimed, in %s', (target) => {
  const chat = chatStage(target);

  test('a million elements', async () => {
    await chat.open({
      css: '#much { display: none }',
      script: `addEventListener('load', () => {
        const much = document.body.appendChild(document.createElement('div')); much.id = 'much';
        for (let block = 0; block < 1000; block++) {
          const part = much.appendChild(document.createElement('div'));
          part.innerHTML = '<i></i>'.repeat(1000);
        }
      });`,
    });
    await until(() => chat.tab.evaluate(() => document.querySelectorAll('#much > div').length === 1000), {
      within: 30_000,
      what: 'the page stands',
    });
    await chat.peerSays(...TALK);
    await chat.peerSays(LINES.credential);
    // each look of the driver walks through the million, and keeps the page from its work
    expect(await chat.warned({ within: 60_000, every: 3000 })).toBe('Someone wants your password');
  }, 120_000);

  test('a chat in closed roots, one in the other, that come late', async () => {
    const script = `const outer = document.body.appendChild(document.createElement('x-app'));
      setTimeout(() => {
        const first = outer.attachShadow({ mode: 'closed' });
        const inner = first.appendChild(document.createElement('x-room'));
        setTimeout(() => {
          const root = inner.attachShadow({ mode: 'closed' });
          ${CHAT_IN_ROOT}
        }, 300);
      }, 300);`;
    await chat.open({ body: '', script });
    await until(() => chat.tab.evaluate(() => 'say' in window), { what: 'the chat stands' });
    // Roots that come late tell nobody: they are found within a few seconds.
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 4000)));
    await chat.tab.evaluate((line) => (window as unknown as { say(text: string): void }).say(line), LINES.credential);
    const standing = () => chat.tab.evaluate(() => document.documentElement.lastElementChild !== document.body);
    await until(standing, { within: 15_000, what: 'a warning stands on the page' });
  }, 60_000);
});
