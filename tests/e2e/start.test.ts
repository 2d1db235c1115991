/** `npm start` as a person without a display runs it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TARGETS } from '../../src/dev/build.ts';
import { ROOT, run } from '../../src/dev/shell.ts';

const start = (target: string, env: NodeJS.ProcessEnv = {}) =>
  run(process.execPath, ['src/dev/run.mjs', 'start', '--headless', '--browser', target], {
    env: { ...process.env, ...env },
  });

describe.each(TARGETS)('npm start in %s', (target) => {
  test('prints each alert with level, signals and reasons, and leaves pictures of what a person sees', async () => {
    const { code, output } = await start(target);
    expect(output).toContain('▲ WARNING in the chat with Sam (new)');
    expect(output).toContain('▲ URGENT in the chat with Sam (new)');
    for (const signal of ['impersonation', 'credential-request', 'account-hijack', 'threat-exposure']) {
      expect(output).toMatch(new RegExp(`signals: .*${signal}`));
    }
    expect(output).toMatch(/credential-request: en\/credential-request#[a-z-]+/);
    expect(output).toContain('the page says: "Someone wants your password"');
    expect(output).toContain('The badge says 1.');
    for (const name of ['page-warning', 'popup', 'options']) {
      for (const scheme of ['light', 'dark']) {
        const path = join('out', target, `${name}-${scheme}.png`);
        expect(output).toContain(path);
        expect(statSync(join(ROOT, path)).size).toBeGreaterThan(5_000);
      }
    }
    expect(code).toBe(0);
  });

  test('says in one line what is missing', async () => {
    const { code, output } = await start(target, { [target.toUpperCase()]: '/nowhere/browser' });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([expect.stringContaining('=/nowhere/browser is no program')]);
  });
});
