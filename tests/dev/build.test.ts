import { beforeEach, expect, it, vi } from 'vitest';
import { main } from '../../src/dev/build.ts';
import { Stop } from '../../src/dev/shell.ts';

const { built } = vi.hoisted(() => ({ built: [] as string[] }));
vi.mock('../../src/dev/shell.ts', async (original) => ({
  ...(await original<typeof import('../../src/dev/shell.ts')>()),
  runBin: async (_: string, args: readonly string[], { env }: { env: NodeJS.ProcessEnv }) => {
    built.push([env.TARGET, ...args].join(' '));
    return { code: 0, output: '', ms: 0 };
  },
}));
beforeEach(() => {
  built.length = 0;
  vi.spyOn(console, 'log').mockReturnValue();
});

it('builds what is named, and both when nothing is', async () => {
  await main(['--demo', 'firefox']);
  expect(built).toEqual(['firefox build --logLevel warn --mode demo']);
  await main([]);
  expect(built.slice(1)).toEqual(['chromium build --logLevel warn', 'firefox build --logLevel warn']);
});

it('builds nothing for a name that is none', async () => {
  const done = main(['chromium', 'firfox']);
  await expect(done).rejects.toThrow(Stop);
  await expect(done).rejects.toThrow('There is a build for chromium and for firefox, not for "firfox".');
  expect(built).toEqual([]);
});
