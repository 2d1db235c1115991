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
});
