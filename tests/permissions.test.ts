import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scriptsOf } from '../src/dev/content-scripts.ts';
import { sites } from '../src/sites/index.ts';
import { manifestFor } from '../vite.config.ts';
import { rowsOf } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${root}docs/permissions.md`, 'utf8');
const HOSTS = 'hosts of the known sites';

/** Keys of the manifest that give no power over a page, a browser or a connection. */
const HARMLESS = new Set([
  'manifest_version',
  'name',
  'description',
  'default_locale',
  'version',
  'minimum_chrome_version',
  'browser_specific_settings',
  'icons',
  'action',
  'options_ui',
  'background',
  'storage',
]);
/** Keys that are looked at below. */
const TOLD = new Set(['permissions', 'host_permissions', 'optional_host_permissions', 'content_security_policy']);

/** What each permission's interface looks like in the file that is named as needing it. */
const INTERFACES: Readonly<Record<string, RegExp>> = {
  [HOSTS]: /sites/,
  '`https://*/*` (optional)': /permissions\.request/,
  '`http://*/*` (optional)': /permissions\.request/,
};

const rows = rowsOf(page, 'permission');

describe.each(['chromium', 'firefox'] as const)('the manifest for %s', (target) => {
  const manifest: Readonly<Record<string, unknown>> = { ...manifestFor(target, { loopback: false }) };
  const list = (key: string) => [manifest[key] ?? []].flat().map(String);

  it('asks for nothing that docs/permissions.md gives no reason for, and for all that it does', () => {
    const known = new Set(scriptsOf(sites).flatMap(({ matches }) => matches));
    const strange = list('host_permissions').filter((host) => !known.has(host));
    const asked = [
      ...list('permissions').map((name) => `\`${name}\``),
      ...(list('host_permissions').length > 0 ? [HOSTS] : []),
      ...strange.map((host) => `\`${host}\``),
      ...list('optional_host_permissions').map((name) => `\`${name}\` (optional)`),
    ];
    const told = rows.map(([name]) => name);
    expect(asked.sort(), 'give the reason in docs/permissions.md, or do without').toEqual(told.sort());
  });

  it('has no other key that gives power', () => {
    const others = Object.keys(manifest).filter((key) => !HARMLESS.has(key) && !TOLD.has(key));
    expect(others, 'explain it in docs/permissions.md and name it here').toEqual([]);
  });

  it('lets its pages load what docs/permissions.md says', () => {
    const policy = manifestFor(target, { loopback: false }).content_security_policy;
    expect(policy).toEqual({ extension_pages: /^ {4}(default-src .*)$/m.exec(page)?.[1] });
  });
});

describe('each reason', () => {
  it.each(rows)('%s', (name, reason, file) => {
    expect(reason.length, 'one sentence at least').toBeGreaterThan(40);
    expect(existsSync(root + file), `${file} is not there`).toBe(true);
    const form = INTERFACES[name] ?? new RegExp(`\\.${name.replace(/`/g, '')}\\b|\\b${name.replace(/`/g, '')}\\?*\\.`);
    expect(readFileSync(root + file, 'utf8'), `${file} uses no ${name}`).toMatch(form);
  });
});
