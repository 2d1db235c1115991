/** Browsers that fail while they start: nothing of them stays. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../../../src/dev/browsers/chromium.ts';
import { launchFirefox } from '../../../src/dev/browsers/firefox.ts';

const { chromium } = vi.hoisted(() => ({ chromium: { browser: null as object | null, closed: 0 } }));
vi.mock('playwright-core', () => ({
  chromium: {
    launchPersistentContext: async () => ({
      browser: () => chromium.browser,
      serviceWorkers: () => [{ url: () => 'chrome-extension://abc/worker.js' }],
      once: () => {},
      close: async () => {
        chromium.closed += 1;
      },
    }),
  },
}));

let home = '';
let temporary = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'launch-test-'));
  temporary = join(home, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  chromium.closed = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

/** A program that stands in for a browser. */
function program(...lines: readonly string[]): string {
  const path = join(home, 'program');
  writeFileSync(path, ['#!/bin/sh', ...lines].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a Chromium', () => {
  const refusing = {
    version: () => '1',
    newBrowserCDPSession: async () => ({ on: () => {}, send: () => Promise.reject(new Error('no targets')) }),
  };

  it.each([
    ['gives no session', null, 'Chromium gives no session of its own.'],
    ['does not let its worker be watched', refusing, 'no targets'],
  ])('that %s is closed, and its profile removed', async (_, browser, why) => {
    vi.stubEnv('CHROMIUM', program());
    chromium.browser = browser;
    await expect(launchChromium({ headless: true, extension: home })).rejects.toThrow(why);
    expect(chromium.closed).toBe(1);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a Firefox', () => {
  it('that takes no connection is ended, and its profile removed', async () => {
    const server = createServer((socket) => socket.end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const pid = join(home, 'pid');
    // The fifth argument is the profile.
    vi.stubEnv('FIREFOX', program(`echo $$ > ${pid}`, `echo ${port} > "$5/MarionetteActivePort"`, 'exec sleep 60'));
    await expect(launchFirefox({ headless: true })).rejects.toThrow(
      'Firefox did not start: Firefox has closed the connection.',
    );
    expect(runs(Number(readFileSync(pid, 'utf8')))).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
    server.close();
  });
});
