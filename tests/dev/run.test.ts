/** The way in of every script, run as npm runs it. */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/dev/shell.ts';

const node = (args: readonly string[]) => run(process.execPath, args);

describe('run.mjs', () => {
  it('says in one line that this Node is too old', async () => {
    const old = 'Object.defineProperty(process, "versions", { value: { node: "18.20.4" } })';
    const { code, output } = await node([`--import=data:text/javascript,${old}`, 'src/dev/run.mjs', 'start']);
    expect(output).toBe('Nightlight needs Node 20.19 or later; this is 18.20.4.\n');
    expect(code).toBe(1);
  });

  it.each([
    ['a verb that is none', 'nothing'],
    ['a file that is no verb', 'shell'],
    ['a path', '../x'],
    ['nothing', ''],
  ])('refuses %s', async (_, verb) => {
    const { code, output } = await node(['src/dev/run.mjs', verb]);
    expect(output).toBe(`"${verb}" is not a verb of Nightlight: see "scripts" in package.json.\n`);
    expect(code).toBe(1);
  });

  it('says in one line which option is none of a verb', async () => {
    const { code, output } = await node(['src/dev/run.mjs', 'faults', '--nothing']);
    expect(output).toMatch(/^Unknown option '--nothing'.*\n$/);
    expect(code).toBe(1);
  });

  it('shows one line of what a person can mend, and no stack', async () => {
    const { code, output } = await node(['src/dev/run.mjs', 'start', '--browser', 'netscape']);
    expect(output).toBe('--browser takes chromium or firefox, not "netscape".\n');
    expect(code).toBe(1);
  });
});
