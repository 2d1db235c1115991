import { describe, expect, test } from 'vitest';
import { readBackup, writeBackup } from '../../src/backup/backup.ts';
import type { FamilySettings } from '../../src/protocol/family.ts';
import { utf8 } from '../../src/sealing/bytes.ts';
import { wrap } from '../../src/sealing/wrap.ts';
import { EVERY_SETTING } from '../protocol/family-requests.ts';

const WORDS = 'three small boats';

test('a backup is read again with its passphrase, and shows nothing without it', async () => {
  const text = await writeBackup(EVERY_SETTING, WORDS);
  expect(await readBackup(text, WORDS)).toEqual({ outcome: 'read', settings: EVERY_SETTING });
  expect(await readBackup(`\uFEFF${text.replaceAll('\n', '\r\n')}`, WORDS)).toMatchObject({ outcome: 'read' });
  expect(await readBackup(text, 'three small goats')).toEqual({ outcome: 'wrong-passphrase' });
  expect(text).not.toContain('Aunt');
});

test('the longest settings that can be made are read again', async () => {
  // Three bytes of UTF-8 each, and a letter that JSON writes with six.
  const name = (index: number, letter: string) => `${index} ${letter.repeat(200)}`.slice(0, 200);
  for (const letter of ['喵', '\u0001']) {
    const settings: FamilySettings = {
      ...EVERY_SETTING,
      sitesOff: Array.from({ length: 1000 }, (_, index) => `site-${index}`.padEnd(40, 'x')),
      trusted: Array.from({ length: 500 }, (_, index) => ({ site: 'x'.repeat(40), name: name(index, letter) })),
      safeguarding: { name: letter.repeat(200), reach: letter.repeat(200) },
    };
    const text = await writeBackup(settings, WORDS);
    expect(await readBackup(text, WORDS)).toEqual({ outcome: 'read', settings });
  }
});

describe('what is none', () => {
  test.each([
    ['nothing', '', 'not-a-backup'],
    ['a file of another program', '{"format":"other","version":1}', 'not-a-backup'],
    ['a list', '[1,2,3]', 'not-a-backup'],
    ['a cut file', '{"format":"nightlight-settings","ver', 'not-a-backup'],
    ['of a later version', '{"format":"nightlight-settings","version":2,"settings":{}}', 'newer'],
    ['without its settings', '{"format":"nightlight-settings","version":1}', 'damaged'],
    ['nearly a megabyte of nonsense', 'x'.repeat(999_999), 'not-a-backup'],
    ['more than that', 'x'.repeat(1_000_001), 'too-large'],
  ])('%s', async (_name, text, outcome) => {
    expect(await readBackup(text, WORDS)).toEqual({ outcome });
  });

  test('too few rounds: a file must not make guessing cheap, nor hang the page', async () => {
    const file = JSON.parse(await writeBackup(EVERY_SETTING, WORDS)) as { settings: { iterations: number } };
    for (const iterations of [1, 2_000_000_000]) {
      const text = JSON.stringify({ ...file, settings: { ...file.settings, iterations } });
      expect(await readBackup(text, WORDS)).toEqual({ outcome: 'damaged' });
    }
  });

  test('settings that do not fit, under the right passphrase', async () => {
    const noText = Uint8Array.of(0xff, 0xfe, 0xff);
    for (const plain of [utf8('{}'), utf8('x'), noText, utf8(JSON.stringify({ ...EVERY_SETTING, ageGroup: '40' }))]) {
      const settings = await wrap(plain, WORDS, 'backup');
      const text = JSON.stringify({ format: 'nightlight-settings', version: 1, settings });
      expect(await readBackup(text, WORDS), `${plain}`).toEqual({ outcome: 'damaged' });
    }
  });
});
