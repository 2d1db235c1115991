/** The parent's way: a fresh install, the set-up, an alert, the PIN, the words, the report and its file. By keyboard alone. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Browser, type Tab, until } from '../../../src/dev/browsers/browser.ts';
import { savedIn } from '../../../src/dev/browsers/downloads.ts';
import { Extension } from '../../../src/dev/browsers/extension.ts';
import { pressControl, shows, tabTo, typeInto } from '../../../src/dev/browsers/keyboard.ts';
import { launch } from '../../../src/dev/browsers/launch.ts';
import { goThroughSetUp } from '../../../src/dev/browsers/set-up.ts';
import { distOf, TARGETS } from '../../../src/dev/build.ts';
import { play } from '../../../src/dev/demo/play.ts';
import { startDemo } from '../../../src/dev/demo/server.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import type { ReportFile } from '../../../src/evidence/report.ts';

const PIN = 'lantern72';
const WELCOME = 'src/welcome/welcome.html';
const OPTIONS = 'src/options/options.html';
const silent = { line: () => {}, alert: () => {}, warning: () => {} };

/** What whoever got the file types. */
function verified(file: string): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'verify-report', file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: status, said: `${stdout}${stderr}` };
}

/** The file with one digit of the time of one entry changed; which entry. */
function editOneByte(text: string): { readonly edited: string; readonly seq: number } {
  const { report } = JSON.parse(text) as ReportFile;
  const entry = report.journal.find((each) => 'kind' in each && each.kind === 'evidence');
  if (entry === undefined || !('at' in entry)) throw new Error('The journal of the report notes no evidence.');
  const begin = text.indexOf(`"at": ${entry.at}`, text.indexOf(`"seq": ${entry.seq},`));
  const last = begin + `"at": ${entry.at}`.length - 1;
  const other = text[last] === '7' ? '8' : '7';
  return { edited: `${text.slice(0, last)}${other}${text.slice(last + 1)}`, seq: entry.seq };
}

describe.each(TARGETS)('a parent in %s', (target) => {
  async function photograph(tab: Tab, name: string): Promise<void> {
    const folder = join(ROOT, 'out', 'parent');
    mkdirSync(folder, { recursive: true });
    await tab.screenshot(join(folder, `${target}-${name}.png`));
  }

  async function setUp(browser: Browser): Promise<void> {
    const tab = await browser.open(browser.base + WELCOME);
    await goThroughSetUp(tab, PIN);
    await photograph(tab, 'set-up-done');
  }

  test('goes from the install to a report of an alert that stands the check, without a mouse', async () => {
    const messenger = await startDemo();
    const downloads = mkdtempSync(join(tmpdir(), 'nightlight-saved-'));
    const browser = await launch(target, { extension: distOf(target, true), headless: true, downloads });
    try {
      const extension = await Extension.of(browser);
      // The set-up opened by itself.
      const opened = () =>
        extension.inPage(() => chrome.extension.getViews({ type: 'tab' }).map(({ location }) => location.pathname));
      await until(async () => (await opened()).some((path) => path.endsWith(WELCOME)), { what: 'the set-up is open' });
      await setUp(browser);

      const chat = await browser.open(messenger.url('child'));
      const alerts = await play({ messenger, tab: chat, extension, listener: silent, pace: 150 });
      expect(alerts.map(({ level }) => level)).toEqual(['urgent']);

      const tab = await browser.open(browser.base + OPTIONS);
      await shows(tab, 'First: Go to your child.');
      await pressControl(tab, 'See it and what to do next');
      await shows(tab, 'Enter the PIN to read the words');

      await typeInto(tab, 'Your PIN or passphrase', 'lantern71');
      await tab.press('Enter');
      await shows(tab, 'That is not the PIN. Nothing was opened.', 20_000);
      await until(() => tab.evaluate(() => document.querySelector('.gate [role=status]')?.textContent === ''), {
        within: 10_000,
        what: 'the wait is over',
      });
      await typeInto(tab, 'Your PIN or passphrase', PIN);
      await tab.press('Enter');
      await shows(tab, 'Unlocked until', 20_000);
      await pressControl(tab, 'Show the words');
      await shows(tab, 'if u tell anyone ill send ur private chats');
      await photograph(tab, 'words');

      await pressControl(tab, 'Make a report');
      await shows(tab, 'Leave out my child’s name');
      await pressControl(tab, 'Make the report');
      await shows(tab, 'Report of a chat that may harm a child', 20_000);
      await shows(tab, 'To be read out over the phone');
      const paper = await tab.evaluate(() => document.querySelector('.paper')?.textContent ?? '');
      expect(paper).toMatch(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/);
      expect(paper).toContain('if u tell anyone ill send ur private chats');
      expect(paper).toContain('[child]');
      expect(paper).not.toContain('Alex');
      await tabTo(tab, 'Save the file');
      await photograph(tab, 'report');

      await tab.press('Enter');
      const { path, text } = await until(async () => savedIn(downloads), { what: 'the file is saved' });
      const { report, hash } = JSON.parse(text) as ReportFile;
      // What was read out over the phone is of this very file, and so are the words.
      expect(paper.replaceAll(' ', '')).toContain(hash);
      expect(report.alerts.flatMap(({ lines }) => lines.map((line) => line.text)).join()).toContain('if u tell anyone');
      expect(text).not.toContain('Alex');
      const whole = verified(path);
      expect(whole.said).toContain('The report is whole.');
      expect(whole.said).not.toContain('BROKEN');
      expect(whole.code).toBe(0);

      const { edited, seq } = editOneByte(text);
      const forged = join(downloads, 'edited.json');
      writeFileSync(forged, edited);
      const broken = verified(forged);
      expect(broken.said).toContain(`BROKEN  The journal is broken at entry ${seq}`);
      expect(broken.code).toBe(1);
    } finally {
      await browser.close();
      await messenger.close();
      rmSync(downloads, { recursive: true, force: true });
    }
  }, 180_000);
});
