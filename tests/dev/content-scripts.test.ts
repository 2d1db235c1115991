import { describe, expect, it } from 'vitest';
import { scriptsOf } from '../../src/dev/content-scripts.ts';
import { exportOf } from '../../src/dev/site-name.ts';
import type { Adapter } from '../../src/sites/adapter.ts';
import { sites } from '../../src/sites/index.ts';
import { manifestFor } from '../../vite.config.ts';

const site = (id: string, hosts: readonly string[], allFrames = false) =>
  ({ id, hosts, allFrames }) as unknown as Adapter;
const groups = (...list: Adapter[]) => scriptsOf(list).map((script) => script.sites.map(({ id }) => id));

describe('the content scripts', () => {
  it('are one for each site that shares its hosts with no other', () => {
    const scripts = scriptsOf([site('a', ['https://a.example/*']), site('b', ['https://b.example/chat*'])]);
    expect(scripts.map(({ file, matches }) => [file, matches])).toEqual([
      ['content/a.js', ['https://a.example/*']],
      // The whole origin: an app changes its path without a load.
      ['content/b.js', ['https://b.example/*']],
    ]);
  });

  it('are one for sites that share a host: two in one page would show two warnings', () => {
    expect(groups(site('a', ['https://x.example/chat*']), site('b', ['https://x.example/live*']))).toEqual([
      ['a', 'b'],
    ]);
    expect(
      groups(
        site('a', ['https://x.example/*']),
        site('b', ['https://y.example/*']),
        site('c', ['https://x.example/*', 'https://y.example/*']),
      ),
    ).toEqual([['a', 'b', 'c']]);
    expect(groups(site('a', ['https://*.x.example/*']), site('b', ['https://www.x.example/*']))).toEqual([['a', 'b']]);
    expect(groups(site('a', ['https://*.x.example/*']), site('b', ['https://ax.example/*']))).toEqual([['a'], ['b']]);
    expect(groups(site('a', ['https://*.x.example/*']), site('b', ['https://x.example/*']))).toEqual([['a', 'b']]);
  });

  it('run in frames where one of their sites does', () => {
    const both = [site('a', ['https://x.example/*'], true), site('b', ['https://x.example/*'])];
    expect(scriptsOf(both).map(({ allFrames }) => allFrames)).toEqual([true]);
  });

  it.each(['<all_urls>', 'https://*/*', 'http://x.example/*', 'https://x.example', '*://x.example/*', 'https://com/*'])(
    'refuse a host that is wider than a site: %s',
    (pattern) => {
      expect(() => scriptsOf([site('a', [pattern])])).toThrow(pattern);
    },
  );
});

describe('the manifest', () => {
  const own = new Set(
    sites.flatMap(({ hosts }) => hosts.map((pattern) => new URL(pattern.replace('*.', '')).hostname)),
  );

  it.each(['chromium', 'firefox'] as const)("asks for exactly the sites' hosts: %s", (target) => {
    const { host_permissions: asked = [] } = manifestFor(target, { loopback: false });
    const hosts = asked.map((pattern) => /^https:\/\/(?:\*\.)?([^/*]+)\/\*$/.exec(String(pattern))?.[1]);
    expect([...new Set(hosts)].sort()).toEqual([...own].sort());
  });

  it.each(['chromium', 'firefox'] as const)('leaves every other page to the parent: %s', (target) => {
    const manifest = manifestFor(target, { loopback: false });
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    expect(manifest.permissions).not.toContain('tabs');
    expect(manifest.content_scripts).toBeUndefined();
  });
});

describe('a site', () => {
  it.each(sites.map((each) => [each.id, each] as const))('%s is exported by the file of its id', async (id, each) => {
    const module = (await import(`../../src/sites/${id}.ts`)) as Record<string, unknown>;
    expect(module[exportOf(id)], `export const ${exportOf(id)} in src/sites/${id}.ts`).toBe(each);
  });
});
