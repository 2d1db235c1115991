/** What a screen reader gets of the warning and of the pause: the browser's own tree for assistive programs. */
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { type Told, until } from '../../../src/dev/browsers/browser.ts';
import { TARGETS } from '../../../src/dev/build.ts';
import { chatStage } from '../chat-stage.ts';
import { LINES } from '../stage.ts';

const TALK = 'heyy how was school';
const ASKED = 'Someone wants your password';
const WHY = 'With it they can be you, lock you out and trick your friends.';
const QUESTION = 'Do you want to send this?';
const REASON = 'It looks like a password. Real friends and real helpers never need it.';

/** Where the closed root can be opened: what axe finds amiss in it. Its world is no page's: what is changed there no page sees. */
const AUDIT = `${axe.source};
{
  const open = (host) => host.openOrClosedShadowRoot ?? globalThis.chrome?.dom?.openOrClosedShadowRoot(host) ?? null;
  Object.defineProperty(Element.prototype, 'shadowRoot', {
    configurable: true,
    get() { return this instanceof HTMLElement ? open(this) : null; },
  });
}
return (async () => {
  const hosts = [...document.querySelectorAll('html > div')];
  const card = hosts.map((host) => host.shadowRoot?.querySelector('[role]')).find(Boolean);
  const only = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations, passes } = await window.axe.run(card, { runOnly: only });
  const amiss = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html));
  return JSON.stringify({ amiss, looked: passes.some(({ id }) => id === 'button-name') });
})()`;

/** One line for each thing that is told, in order, what stands in another further in; a text that only repeats a name is left out. */
function lines(told: Told, depth = 0): string[] {
  const { role, name, description, live, states, children } = told;
  const facts = [role, `"${name}"`, ...(description === '' ? [] : [`(${description})`]), live, ...states];
  const line = `${'  '.repeat(depth)}${facts.filter((fact) => fact !== '').join(' ')}`;
  const inside = children.filter((child) => child.role !== 'text' || child.name !== name);
  return [line, ...inside.flatMap((child) => lines(child, depth + 1))];
}

describe.each(TARGETS)('a screen reader in %s', (target) => {
  const chat = chatStage(target);

  async function warn(line: string, css = ''): Promise<void> {
    await chat.open({ css });
    await chat.peerSays(TALK, line);
    await chat.warned();
  }
  /** Waits for the first line: some things are told a moment later than they are seen. */
  const told = (first: string) =>
    until(
      async () => {
        const tree = await chat.tab.toldWarning();
        const all = tree === null ? [] : lines(tree);
        return all[0] === first ? all : null;
      },
      { what: `it begins with: ${first}` },
    );

  test('is told of a warning politely, by its name, and of each choice in the order in which it is seen', async () => {
    await warn(LINES.credential);
    const region = `status "${ASKED}" polite`;
    const begin = [
      region,
      '  text "Nightlight"',
      '  button "Close this warning"',
      `  heading "${ASKED}"`,
      '  paragraph ""',
      `    text "${WHY}"`,
    ];
    const end = ['  button "Talk to someone"', '  button "I’m fine"'];
    expect(await told(region)).toEqual([...begin, '  button "What can I do?" collapsed', ...end]);
    await chat.tab.pressInWarning('What can I do?');
    const open = await until(
      async () => {
        const all = await told(region);
        const items = all.filter((line) => line.trim().startsWith('listitem')).length;
        return items === 3 && all.some((line) => line.includes('expanded')) ? all : null;
      },
      { what: 'the steps are told' },
    );
    expect(open.slice(0, begin.length)).toEqual(begin);
    const steps = open.slice(begin.length, -3);
    expect(steps.map((line) => line.trim().split(' ')[0])).toEqual([
      'list',
      ...['listitem', 'text', 'listitem', 'text', 'listitem', 'text'],
    ]);
    // A press with the mouse leaves the focus where the child was.
    expect(open.slice(-3)).toEqual(['  button "What can I do?" expanded', ...end]);
  });

  test('is in an urgent warning at once, with what happened and why, and meets the helpline before the rest', async () => {
    await warn(LINES.hijack);
    const all = await told(
      'alertdialog "Someone says they have your account" (You are not in trouble. If you do one thing, most of the time they ask for the next.) focused',
    );
    expect(all.slice(1, 4)).toEqual([
      '  text "Nightlight"',
      '  button "Close this warning"',
      '  heading "Someone says they have your account"',
    ]);
    const steps = all.filter((line) => line.startsWith('      text'));
    expect(steps).toEqual([
      `      text "Don't pay. Don't send more."`,
      '      text "Keep the messages. You can stop answering."',
      '      text "Tell someone you trust now, or call a helpline."',
    ]);
    const choices = all.slice(all.indexOf(steps.at(-1) ?? '') + 1);
    expect(choices[0]).toMatch(/^ {2}link "Call .+\d"$/);
    expect(choices.slice(-2)).toEqual(['  button "Talk to someone"', '  button "I’m fine"']);
    expect(choices.slice(1, -2).every((line) => line.startsWith('  link "'))).toBe(true);
  });

  test.each(['light', 'dark'] as const)('meets nothing that WCAG 2.2 AA forbids on a %s page', async (scheme) => {
    const css = scheme === 'dark' ? 'body { background: #15181c; color: #ddd }' : '';
    const sound = { amiss: [], looked: true };
    // What has just come is still fading in.
    const audit = async () => {
      await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 400)));
      return JSON.parse(String(await chat.tab.inside(AUDIT))) as unknown;
    };
    for (const line of [LINES.credential, LINES.hijack]) {
      await warn(line, css);
      expect(await audit(), line).toEqual(sound);
    }
    await warn(LINES.credential, css);
    await chat.tab.pressInWarning('What can I do?');
    expect(await audit(), 'the steps').toEqual(sound);
    await warn(LINES.credential, css);
    await chat.tab.pressInWarning('Close this warning');
    await chat.tab.type('#input', 'its sunny123');
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 400)));
    await chat.tab.press('Enter');
    await told(`alertdialog "${QUESTION}" (${REASON})`);
    expect(await audit(), 'the question').toEqual(sound);
  });

  test('is asked by the pause, with “Don’t send” first, and told what came of it', async () => {
    await warn(LINES.credential);
    await chat.tab.pressInWarning('Close this warning');
    await chat.tab.type('#input', 'its sunny123');
    await chat.tab.evaluate(() => new Promise<void>((done) => setTimeout(done, 400)));
    await chat.tab.press('Enter');
    expect(await told(`alertdialog "${QUESTION}" (${REASON})`)).toEqual([
      `alertdialog "${QUESTION}" (${REASON})`,
      '  text "Nightlight"',
      `  heading "${QUESTION}"`,
      '  paragraph ""',
      `    text "${REASON}"`,
      '  button "Don’t send" focused',
      '  button "Send anyway"',
    ]);
    await chat.tab.pressInWarning('Don’t send');
    expect(await told('status "" polite')).toEqual([
      'status "" polite',
      '  text "Nightlight"',
      '  paragraph ""',
      '    text "Nothing was sent. Your words are still there."',
    ]);
  });
});
