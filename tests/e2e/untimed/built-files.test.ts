/** What the builds hold, the one that ships and the one of demo and tests: nothing that could send, evaluate or be seen by a page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, distOf, TARGETS } from '../../../src/dev/build.ts';
import { BILL, billOf } from '../../../src/dev/release/bom.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { manifestFor } from '../../../vite.config.ts';
import { rowsOf } from '../../table.ts';

const SENDS =
  /\bfetch\s*\(|XMLHttpRequest|\bWebSocket|WebTransport|sendBeacon|EventSource|RTCPeerConnection|new Image\b/;
const EVALUATES = /\beval\s*\(|new Function\b|importScripts/;

// The setup of these tests builds the demo alone.
beforeAll(() => Promise.all(TARGETS.map((target) => build(target, false))));

const BUILDS = TARGETS.flatMap((target) => [
  { target, demo: false, name: `for ${target} that ships` },
  { target, demo: true, name: `for ${target} of the demo` },
]);

describe.each(BUILDS)('the build $name', ({ target, demo }) => {
  const folder = distOf(target, demo);
  const files = () =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const texts = (end: string) =>
    files()
      .filter((path) => path.endsWith(end))
      .map((path) => [path, readFileSync(path, 'utf8')] as const);

  test('has no script that knows a way to the network or makes code of text', () => {
    expect(texts('.js').length).toBeGreaterThan(10);
    for (const [path, text] of texts('.js')) {
      expect(SENDS.exec(text)?.[0], path).toBeUndefined();
      expect(EVALUATES.exec(text)?.[0], path).toBeUndefined();
    }
  });

  test('has pages and styles that load nothing from elsewhere', () => {
    expect(texts('.html').length).toBeGreaterThan(2);
    for (const [path, text] of [...texts('.html'), ...texts('.css')])
      expect(/(?:src|href)="(?:[a-z]+:)?\/\/|url\(["']?(?:[a-z]+:)?\/\/|@import/.exec(text)?.[0], path).toBeUndefined();
  });

  test('takes the licences of others along', () => {
    const text = readFileSync(join(folder, 'licences.txt'), 'utf8');
    for (const name of ['compromise', 'idb', 'preact', 'unhomoglyph', 'webextension-polyfill', 'zod'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    expect(text.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(4);
  });

  test('has a bill of what it holds: each package of docs/dependencies.md, each whose licence goes along', () => {
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    const bill = JSON.parse(text(BILL)) as {
      readonly bomFormat: string;
      readonly components: readonly { readonly name: string; readonly version: string }[];
    };
    // What billOf gives is compared with npm's own in tests/dev/release/bom.test.ts.
    expect(text(BILL)).toBe(billOf(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
    expect(bill.bomFormat).toBe('CycloneDX');
    const page = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8');
    const told = ['shipped', 'brought along'].flatMap((heading) => rowsOf(page, heading).map(([name]) => name));
    expect(bill.components.map(({ name }) => name)).toEqual(told.sort());
    const licensed = [...text('licences.txt').matchAll(/^ {2}(\S+ \d\S*): /gm)].map(([, name]) => name);
    expect(bill.components.map(({ name, version }) => `${name} ${version}`)).toEqual(licensed);
  });

  test('shows no file of its own to a page, and listens to no other extension', () => {
    // What the manifest of the source asks for is held against docs/permissions.md by tests/permissions.test.ts.
    const { content_scripts: scripts, ...manifest } = JSON.parse(
      readFileSync(join(folder, 'manifest.json'), 'utf8'),
    ) as ReturnType<typeof manifestFor>;
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
    const source = manifestFor(target, { loopback: demo });
    expect(Object.keys(manifest).sort(), 'the builder adds nothing').toEqual(Object.keys(source).sort());
    for (const key of [
      'permissions',
      'host_permissions',
      'optional_host_permissions',
      'content_security_policy',
    ] as const)
      expect(manifest[key], key).toEqual(source[key]);
    expect(manifest.host_permissions?.some((host) => host.startsWith('http:'))).toBe(demo);
    const strange = scripts
      ?.flatMap(({ matches = [] }) => matches)
      .filter((host) => !manifest.host_permissions?.includes(host));
    expect(strange).toEqual([]);
    for (const [path, text] of texts('.js'))
      expect(/on(?:Message|Connect)External\.addListener/.exec(text)?.[0], path).toBeUndefined();
  });
});
