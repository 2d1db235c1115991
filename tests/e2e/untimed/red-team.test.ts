/**
 * A red team: a page whose own script tries to find, read, reach, trigger, silence or change the extension while that reads a
 * chat there and warns. Each try says what it got. What is known to be got stands in the table with its reason, so that a
 * browser or a change that ends it is noticed as well.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { addRows } from '../chat-page.ts';
import { chatStage, TALK } from '../chat-stage.ts';
import { type Found, type Given, type RedTeam, redTeam } from '../red-team/kit.ts';
import { MARKS } from '../red-team/marks.ts';
import { REACHING } from '../red-team/reaching.ts';
import { READING } from '../red-team/reading.ts';
import { STEERING } from '../red-team/steering.ts';
import { TRAPS } from '../red-team/traps.ts';
import { LINES } from '../stage.ts';

const TRIES = Object.entries({ ...TRAPS, ...MARKS, ...REACHING, ...READING, ...STEERING });
const FILES = ['content/voice.js', 'content/any.js', 'content/reader.js', 'manifest.json', 'src/popup/popup.html'];
const TITLE = 'Someone wants your password';

/** The tries as a script of the page. */
function scriptOf(given: Given): string {
  const tries = TRIES.map(
    ([name, { lie, slip, when }]) =>
      `${JSON.stringify(name)}: { lie: ${lie}, slip: ${slip}, when: ${JSON.stringify(when)} }`,
  );
  return `(${redTeam})(${JSON.stringify(given)}, { ${tries.join(',\n')} }, ${addRows});`;
}

describe.each(TARGETS)('a page that attacks in %s', (target) => {
  const chat = chatStage(target);
  const found = new Map<string, Found>();

  /** Lets those tries look that waited until now. */
  async function look(now: 'pressed' | 'last'): Promise<void> {
    const inPage = (name: string) => (window as unknown as { redTeam: RedTeam }).redTeam.look(name);
    for (const [name, { when }] of TRIES) if (when === now) found.set(name, await chat.tab.evaluate(inPage, name));
  }

  beforeAll(async () => {
    const given = { base: chat.browser.base, files: FILES, words: TITLE, lines: [...TALK, LINES.credential] };
    await chat.open({ script: scriptOf(given) });
    // Asked without running anything in the page's own world, where it would be caught.
    const done = () => chat.tab.inside("return document.title === 'done'").catch(() => false);
    await until(done, { within: 60_000, what: 'the page has tried' });
    const standing = await chat.tab.evaluate(() => (window as unknown as { redTeam: RedTeam }).redTeam.found);
    for (const [name, got] of Object.entries(standing)) found.set(name, got);
  });

  test('has as many tries as SECURITY.md says, and 25 at least', () => {
    expect(TRIES.length).toBeGreaterThanOrEqual(25);
    const told = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8').match(/\d+(?= (?:such )?tries)/g);
    expect(told, 'say it in SECURITY.md').toEqual([`${TRIES.length}`, `${TRIES.length}`]);
  });

  test('has moved nothing: the warning stands, there is the one alert, and a worse line is read', async () => {
    expect((await chat.tab.warning())?.title).toBe(TITLE);
    await chat.tab.pressInWarning('What can I do?');
    await look('pressed');
    const extension = await Extension.of(chat.browser);
    const alerts = async () => (await extension.alerts()).map(({ level }) => level);
    expect(await alerts()).toEqual(['warning']);
    await chat.peerSays(LINES.hijack);
    await until(async () => (await chat.tab.warning())?.title !== TITLE, { what: 'the worse warning' });
    // To the worse one the page does what puts it out of sight: its alert stands all the same.
    await look('last');
    expect(await alerts()).toEqual(['urgent']);
    await extension.close();
  });

  test.each(TRIES)('%s', (name, { known }) => {
    expect(found.get(name), known?.why).toEqual(known?.[target] ?? []);
  });

  test('would notice an extension that did in the page’s world what it does in its own', async () => {
    const blind = () => (window as unknown as { redTeam: RedTeam }).redTeam.slip();
    expect(await chat.tab.evaluate(blind), 'tries that catch nothing').toEqual([]);
  });

  test('hears through its own policy of nothing that was refused', async () => {
    const script = `window.refused = [];
      addEventListener('DOMContentLoaded', () => addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile }) =>
        // Firefox itself looks for the icon of the page.
        sourceFile === 'resource' || refused.push(effectiveDirective)));`;
    await chat.open({ csp: "default-src 'none'; script-src 'unsafe-inline'; style-src 'none'", script });
    await chat.peerSays(...TALK, LINES.credential);
    expect(await chat.warned()).toBe(TITLE);
    const refused = () => chat.tab.evaluate(() => (window as unknown as { refused: string[] }).refused);
    expect(await refused()).toEqual([]);
    await chat.tab.evaluate(() => void document.body.appendChild(document.createElement('style')).append('p {}'));
    await until(async () => (await refused()).length > 0, { what: 'the page hears of its own style' });
  });

  // Firefox (153) gives an extension no way to close its storages to its scripts in pages.
  if (target === 'chromium')
    test('would find the storages of the extension closed even in the world of its scripts', async () => {
      const areas = `const said = [];
        for (const area of ['local', 'session', 'sync'])
          said.push(await chrome.storage[area].get(null).then(() => 'open', () => 'closed'));
        return said.join(' ');`;
      expect(await chat.tab.inside(areas)).toBe('closed closed closed');
      const extension = await Extension.of(chat.browser);
      const own = () => chrome.storage.local.get(null).then(() => 'open');
      expect(await extension.inPage(own)).toBe('open');
    });
});
