import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Scene } from '../../../src/dev/bed/scene.ts';
import { seeded } from '../../../src/dev/seeded.ts';

const { build, launched } = vi.hoisted(() => ({ build: { folder: '' }, launched: { closed: 0, stuck: false } }));
vi.mock('../../../src/dev/build.ts', () => ({ distOf: () => build.folder }));
// Opens no tab: a scene that has one fails once the browser runs.
vi.mock('../../../src/dev/browsers/extension.ts', () => ({ Extension: { of: async () => ({}) } }));
vi.mock('../../../src/dev/browsers/launch.ts', () => ({
  launch: async () => ({
    open: () => Promise.reject(new Error('no tab opens')),
    close: async () => {
      launched.closed += 1;
      if (launched.stuck) throw new Error('the browser does not close');
    },
  }),
}));

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'scene-test-'));
  build.folder = join(home, 'build');
  mkdirSync(build.folder);
  mkdirSync(join(home, 'temporary'));
  vi.stubEnv('TMPDIR', join(home, 'temporary'));
  launched.closed = 0;
  launched.stuck = false;
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const open = (change?: () => void, tabs = 1) =>
  Scene.open({ target: 'chromium', tabs, chance: seeded(1), shown: 10, ...(change && { change }) });

describe('a scene that can not be opened', () => {
  it('leaves no browser and no copy of the build behind', async () => {
    await expect(open()).rejects.toThrow('no tab opens');
    expect(launched.closed).toBe(1);
    expect(readdirSync(join(home, 'temporary'))).toEqual([]);
  });

  it('leaves nothing when there was no browser yet', async () => {
    const change = () => {
      throw new Error('the build can not be changed');
    };
    await expect(open(change)).rejects.toThrow('the build can not be changed');
    expect(launched.closed).toBe(0);
    expect(readdirSync(join(home, 'temporary'))).toEqual([]);
  });
});

describe('a scene whose browser does not close', () => {
  it('says so, and leaves no server and no folder behind', async () => {
    const scene = await open(undefined, 0);
    launched.stuck = true;
    const closed = vi.spyOn(scene.chats, 'close');
    await expect(scene.close()).rejects.toThrow('the browser does not close');
    expect(closed).toHaveBeenCalledOnce();
    expect(readdirSync(join(home, 'temporary'))).toEqual([]);
  });
});
