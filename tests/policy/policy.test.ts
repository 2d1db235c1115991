import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POLICY_NAMES, parsePolicy } from '../../src/policy/policy.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const FULL = {
  ageGroup: '13-15',
  country: 'GB',
  sitesOff: ['discord'],
  sensitivity: 'fewer',
  retentionDays: 90,
  quietHours: { from: 0, to: 60 },
  safeguarding: { name: 'A', reach: 'B' },
  mayPause: false,
};

test('every name is known to the browser’s schema, and no other', () => {
  const { properties } = read('src/static/public/managed_schema.json') as { properties: Record<string, unknown> };
  expect(Object.keys(properties).sort()).toEqual([...POLICY_NAMES, 'mayPause'].sort());
});

test('a full policy holds', () => {
  const { mayPause, ...values } = FULL;
  expect(parsePolicy(FULL)).toEqual({ values, managed: Object.keys(values), mayPause, ignored: [] });
});

test.each([null, undefined, 'x', 3, []])('%j is none', (raw) => {
  expect(parsePolicy(raw)).toEqual({ values: {}, managed: [], mayPause: true, ignored: [] });
});

test('nothing that makes the product honest can be decided', () => {
  const raw = {
    icon: false,
    hideChildPage: true,
    helplines: [],
    warnChild: false,
    view: { parentFrom: 'caution' },
    silent: true,
  };
  expect(parsePolicy(raw)).toEqual({ values: {}, managed: [], mayPause: true, ignored: Object.keys(raw).sort() });
});

test('one value that does not fit costs that one alone', () => {
  const { managed, ignored } = parsePolicy({ ...FULL, retentionDays: 3650, sitesOff: 'all', mayPause: 'no' });
  expect(ignored).toEqual(['mayPause', 'retentionDays', 'sitesOff']);
  expect(managed).toHaveLength(5);
});

describe('the example files', () => {
  const ID = 'abcdefghijklmnopabcdefghijklmnop';
  const GECKO = 'nightlight@nightlight.invalid';
  test.each([
    ['chromium-managed.json', ['3rdparty', 'extensions', ID]],
    ['firefox-policies.json', ['policies', '3rdparty', 'Extensions', GECKO]],
    ['firefox-managed-storage.json', ['data']],
  ])('%s holds', (name, path) => {
    let raw = read(`docs/deploy/${name}`);
    for (const key of path) raw = (raw as Record<string, unknown>)[key];
    const { managed, mayPause, ignored } = parsePolicy(raw);
    expect(ignored).toEqual([]);
    expect(managed).toEqual(['ageGroup', 'country', 'sensitivity', 'retentionDays', 'safeguarding']);
    expect(mayPause).toBe(false);
  });

  test('install it by force, by the same id as they set it, with an address to install from', () => {
    const chromium = read('docs/deploy/chromium-managed.json') as {
      ExtensionSettings: Record<string, { installation_mode: string; update_url: string }>;
    };
    const firefox = read('docs/deploy/firefox-policies.json') as {
      policies: { ExtensionSettings: Record<string, { installation_mode: string; install_url: string }> };
    };
    const entry = chromium.ExtensionSettings[ID];
    const addOn = firefox.policies.ExtensionSettings[GECKO];
    expect([entry?.installation_mode, addOn?.installation_mode]).toEqual(['force_installed', 'force_installed']);
    expect(entry?.update_url).toMatch(/^https:/);
    expect(addOn?.install_url).toMatch(/\.xpi$/);
  });

  test('chrome-windows.reg says the same as chromium-managed.json, and installs by force', () => {
    const text = readFileSync(new URL('docs/deploy/chrome-windows.reg', root), 'utf8');
    const chromium = read('docs/deploy/chromium-managed.json') as {
      '3rdparty': { extensions: Record<string, Record<string, unknown>> };
    };
    const keys = registryOf(text);
    const policies = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Google\\Chrome';
    expect(keys.get(`${policies}\\ExtensionInstallForcelist`)?.['1']).toMatch(new RegExp(`^${ID};https:`));
    const set = keys.get(`${policies}\\3rdparty\\extensions\\${ID}\\policy`);
    const safeguarding = keys.get(`${policies}\\3rdparty\\extensions\\${ID}\\policy\\safeguarding`);
    // The registry knows no truth values: the browser takes a number where its schema says boolean.
    const raw = { ...set, mayPause: set?.mayPause !== 0, safeguarding };
    expect(raw).toEqual(chromium['3rdparty'].extensions[ID]);
    expect(parsePolicy(raw).ignored).toEqual([]);
  });
});

/** Keys of a registry file with their values: texts and numbers. */
function registryOf(text: string): Map<string, Record<string, string | number>> {
  const keys = new Map<string, Record<string, string | number>>();
  let values: Record<string, string | number> = {};
  for (const line of text.split(/\r?\n/)) {
    const key = /^\[(.+)\]$/.exec(line)?.[1];
    if (key !== undefined) {
      values = {};
      keys.set(key, values);
    }
    const [, name = '', string, number] = /^"(\w+)"=(?:"(.*)"|dword:([0-9a-f]{8}))$/.exec(line) ?? [];
    if (string !== undefined) values[name] = string;
    else if (number !== undefined) values[name] = Number.parseInt(number, 16);
  }
  return keys;
}
