/** What must hold in real browsers: waits over a restart and a clock that was set back, real cryptography, policies. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Browser } from '../../../src/dev/browsers/browser.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { need } from '../../../src/dev/provision.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { type Ask, createLock, doorOfSetUp, unlock } from '../../../src/sealing/index.ts';

const PIN = 'lantern-72';
const folders: string[] = [];
let browser: Browser | null = null;

afterEach(async () => {
  await browser?.close();
  browser = null;
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function started(
  target: (typeof TARGETS)[number],
): Promise<{ readonly extension: Extension; readonly ask: Ask }> {
  browser = await launch(target, { extension: distOf(target, true), headless: true });
  const extension = await Extension.of(browser);
  return { extension, ask: (kind, body) => extension.ask(kind, body) };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'nightlight-policy-'));
  folders.push(made);
  return made;
}

describe.each(TARGETS)('the lock in %s', (target) => {
  test('waits over a killed worker and a clock that was set back, and opens for the PIN', async () => {
    const { extension, ask } = await started(target);
    const lock = await createLock(PIN);
    const set = await ask('set-up-lock', { keys: lock.keys, change: { ageGroup: 'under-13' } });
    if (set.outcome !== 'done') throw new Error(set.outcome);
    await (await doorOfSetUp(lock, set.token, set.until)).shut(ask);

    const begun = await ask('begin-unlock', { way: 'pin' });
    if (begun.outcome !== 'try') throw new Error(begun.outcome);
    await ask('finish-unlock', { attempt: begun.attempt, proof: null });
    await browser?.killWorker();
    const { house } = await ask('house', {});
    expect(house.lock).toMatchObject({ set: true, failed: 1 });

    // As after ten wrong tries by a clock that was an hour ahead: what lies in the store is later than now.
    await extension.inPage(
      (tries) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('nightlight');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const writing = opening.result.transaction('keys', 'readwrite');
            writing.objectStore('keys').put({ ...tries, last: Date.now() + 3_600_000 }, 'tries');
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      { made: 10, failed: 10, open: false },
    );
    const refused = await unlock(ask, 'pin', PIN);
    if (refused.outcome !== 'wait') throw new Error(refused.outcome);
    expect(refused.waitMs).toBe(512_000);
    await browser?.killWorker();
    const again = await unlock(ask, 'pin', PIN);
    if (again.outcome !== 'wait') throw new Error(again.outcome);
    expect(again.waitMs).toBeLessThanOrEqual(512_000);
    expect(again.waitMs).toBeGreaterThan(500_000);

    const { entries, check } = await ask('journal', { before: null, limit: 50 });
    expect(check.whole).toBe(true);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['begun', 'set-up', 'pin-wrong', 'clock']));
  });

  test('the key of the journal signs, and can not be read out of the database', async () => {
    const { extension, ask } = await started(target);
    await ask('change-settings', { token: null, revision: 0, change: { retentionDays: 7 } });
    const answer = await ask('sign-report', { token: null, hash: '0'.repeat(64), alerts: [] });
    expect(answer).toMatchObject({ outcome: 'done', signature: { publicKey: expect.any(String) } });
    const readOut = await extension.inPage(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('nightlight');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction('keys').objectStore('keys').get('signing');
            reading.onsuccess = () =>
              crypto.subtle.exportKey('pkcs8', (reading.result as { key: CryptoKey }).key).then(
                () => resolve('read out'),
                (error: unknown) => resolve(error instanceof DOMException ? error.name : 'other'),
              );
          };
        }),
    );
    expect(readOut).toBe('InvalidAccessError');
  });
});

/** What the example files decide, as the extension has to see it. */
async function holds(ask: Ask): Promise<void> {
  expect(await ask('family-settings', {})).toMatchObject({
    settings: { ageGroup: '13-15', country: 'GB', retentionDays: 30, safeguarding: { name: 'The safeguarding lead' } },
    managed: ['ageGroup', 'country', 'sensitivity', 'retentionDays', 'safeguarding'],
  });
  const change = { ageGroup: '16-17' } as const;
  expect((await ask('change-settings', { token: null, revision: 0, change })).outcome).toBe('managed');
  expect((await ask('pause', { token: null, minutes: 15 })).outcome).toBe('managed');
  expect((await ask('house', {})).house).toMatchObject({ managed: true, changes: [{ what: 'policy' }] });
}

const example = (name: string) => readFileSync(join(ROOT, 'docs/deploy', name), 'utf8');

describe('the example policies', () => {
  test('hold in Chromium, in the folder of policies of a namespace of its own', async () => {
    // The id of an unpacked extension is the hash of its path, in the letters a to p.
    const hash = createHash('sha256').update(distOf('chromium', true)).digest('hex').slice(0, 32);
    const id = hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
    const here = folder();
    const policy = JSON.parse(example('chromium-managed.json').replaceAll('abcdefghijklmnopabcdefghijklmnop', id));
    // What is loaded from a folder can't be installed from a store as well.
    delete policy.ExtensionSettings;
    writeFileSync(join(here, 'nightlight.json'), JSON.stringify(policy));
    const real = need('chromium');
    const wrapper = join(here, 'chromium');
    const mount = `mount -t tmpfs tmpfs /etc/chromium && mkdir -p /etc/chromium/policies/managed && cp ${here}/nightlight.json /etc/chromium/policies/managed/`;
    const user = process.getuid?.() === 0 ? '-m' : '-rm';
    writeFileSync(wrapper, `#!/bin/bash\nexec unshare ${user} bash -c '${mount} && exec ${real} "$@"' -- "$@"\n`);
    chmodSync(wrapper, 0o755);
    vi.stubEnv('CHROMIUM', wrapper);
    await holds((await started('chromium')).ask);
  });

  test('hold in Firefox, as managed storage in a home of its own', async () => {
    const here = folder();
    const storage = join(here, '.mozilla/managed-storage');
    mkdirSync(storage, { recursive: true });
    writeFileSync(join(storage, 'nightlight@nightlight.invalid.json'), example('firefox-managed-storage.json'));
    vi.stubEnv('HOME', here);
    await holds((await started('firefox')).ask);
  });

  test('are none where there is none: Firefox rejects, and everything works', async () => {
    const { ask } = await started('firefox');
    expect(await ask('family-settings', {})).toMatchObject({ managed: [], settings: { ageGroup: '13-15' } });
    expect((await ask('pause', { token: null, minutes: 15 })).outcome).toBe('done');
  });
});
