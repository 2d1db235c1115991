import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pack } from '../../../src/dev/release/archive.ts';
import { main } from '../../../src/dev/verify-release.ts';

/** What a build of the small repository does: the text becomes the script of an extension of this version. */
const BUILDER = `import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
if (process.argv[2] !== 'build' || readFileSync('text', 'utf8') === 'broken') throw new Error('no build');
mkdirSync('dist/firefox', { recursive: true });
copyFileSync('text', 'dist/firefox/a.js');
writeFileSync('dist/firefox/manifest.json', JSON.stringify({ version: '1.2.3', background: {} }));
`;

const manifest = (version: string) => JSON.stringify({ version, background: {} });

describe('a packed release', () => {
  let root = '';
  let said: string[] = [];
  const write = (path: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return join(root, path);
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: root }).toString();
  const commit = (text: string) => {
    write('text', text);
    git('add', 'text', 'src');
    git('commit', '-q', '-m', text);
  };
  const zip = (text: string, version = '1.2.3') => {
    const files = { 'a.js': text, 'manifest.json': manifest(version) };
    return write('a.zip', pack(new Map(Object.entries(files).map(([path, each]) => [path, Buffer.from(each)]))));
  };
  const worktrees = () => git('worktree', 'list', '--porcelain').match(/^worktree /gm)?.length;

  beforeEach(() => {
    // Where git has begun this run, as a hook, it names the repository.
    for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE']) vi.stubEnv(name, undefined);
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    root = mkdtempSync(join(tmpdir(), 'nightlight-verify-'));
    vi.stubEnv('TMPDIR', join(root, 'tmp'));
    mkdirSync(join(root, 'tmp'));
    said = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    git('init', '-q', '-b', 'main');
    write('src/dev/run.mjs', BUILDER);
    commit('released');
    git('tag', 'v1.2.3');
    commit('newer');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });

  it('is compared with its tag, whatever is checked out; nothing of that stays', async () => {
    expect(await main([zip('released')], root)).toBe(0);
    expect(said[1]).toBe('Comparing with a build of tag v1.2.3 …');
    expect(said.at(-1)).toBe('The same files, to the last byte.');
    expect(await main([zip('newer')], root)).toBe(1);
    expect(said).toContain('DIFFERS  a.js: differs');
    expect(readFileSync(join(root, 'text'), 'utf8')).toBe('newer');
    expect(worktrees()).toBe(1);
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });

  it('is compared with the checked-out files only when that is asked for, and says so', async () => {
    expect(await main(['--working-tree', zip('newer')], root)).toBe(0);
    expect(said[1]).toBe('Comparing with a build of the checked-out files, whether or not they are v1.2.3 …');
    expect(await main(['--working-tree', zip('released')], root)).toBe(1);
  });

  it.each(['no tag', 'a branch of that name'])('is refused in one line where there is %s', async (what) => {
    if (what !== 'no tag') git('branch', 'v9.9.9');
    await expect(main([zip('newer', '9.9.9')], root)).rejects.toThrow(
      /^There is no tag v9\.9\.9 here to compare with: .*$/,
    );
    expect(worktrees()).toBe(1);
  });

  it('is refused when its tag can not be built, and nothing of that stays', async () => {
    commit('broken');
    git('tag', '-f', 'v1.2.3');
    await expect(main([zip('broken')], root)).rejects.toThrow(/no build[\s\S]*The firefox build failed\.$/);
    expect(worktrees()).toBe(1);
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });
});
