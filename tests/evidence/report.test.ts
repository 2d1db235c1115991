import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/dev/verify-report.ts';
import { buildReport, type ReportFile, readableHash, sealReport } from '../../src/evidence/report.ts';
import { verifyReport } from '../../src/evidence/verify.ts';
import { createWorld, startWorker, tab } from '../background/fake-browser.ts';
import { batch, message } from '../background/fake-engine.ts';
import { askOf, setUp } from '../background/family/family.ts';

let file: ReportFile;
let locked: ReportFile | null;

beforeAll(async () => {
  const world = createWorld();
  const life = startWorker(world);
  const ask = askOf(life);
  const door = await setUp(life, { ageGroup: 'under-13' });
  const rows = [
    message('1', 'hi Mira, urgent threat-harm MIRA miracle', { author: 'stranger' }),
    message('2', 'leave me alone', { author: 'Mira', direction: 'child', time: world.now - 5000 }),
  ];
  await life.ask('observe', { batch: batch(rows, { title: 'stranger' }) }, tab(1));
  world.now += 86_400_000;
  await life.ask('observe', { batch: batch([message('3', 'threat-exposure')]) }, tab(1));
  const { alerts } = await ask('find-alerts', { filter: {}, offset: 0, limit: 9 });
  const ids = alerts.map(({ id }) => id);
  const answer = await ask('report-facts', { token: door.token, alerts: ids });
  if (answer.outcome !== 'locked') throw new Error('a day later the page is still unlocked');
  world.now -= 86_400_000 - 1000;
  const facts = await ask('report-facts', { token: door.token, alerts: ids });
  if (facts.outcome !== 'done') throw new Error(facts.outcome);
  const opened = new Map<string, Awaited<ReturnType<typeof door.open>>>();
  for (const { id, parts } of facts.facts.alerts) opened.set(id, await door.open(parts));
  const receivers = [{ name: 'CEOP', reach: 'https://www.ceop.police.uk' }];
  const report = await buildReport(facts.facts, { opened, redact: ['Mira'], version: '0.1.0', receivers });
  const made = await sealReport(report, ask, door.token);
  if (made === null) throw new Error('locked');
  file = made;
  locked = await sealReport(report, ask, 'another token');
});

describe('a report', () => {
  test('holds the facts, without the child’s name', () => {
    const [alert] = file.report.alerts;
    expect(alert).toMatchObject({ site: 'demo', level: 'urgent', unreadableParts: 0 });
    expect(alert?.lines.map(({ author, from, text }) => [author, from, text])).toEqual([
      ['stranger', 'peer', 'hi [child], urgent threat-harm [child] miracle'],
      ['[child]', 'child', 'leave me alone'],
      ['someone', 'peer', 'threat-exposure'],
    ]);
    expect(alert?.lines[1]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    expect(JSON.stringify(file)).not.toMatch(/mira\b/i);
    expect(readableHash(file.hash)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    expect(locked).toBeNull();
  });

  test('as it was made is whole', async () => {
    const { whole, faults, held } = await verifyReport(JSON.stringify(file, null, 2));
    expect(faults).toEqual([]);
    expect(whole).toBe(true);
    expect(held.join('\n')).toContain('The journal is whole');
  });

  test('one byte that was edited, wherever it is, is found', async () => {
    const text = JSON.stringify(file);
    for (const [part, to] of [
      ['leave me alone', 'leave me aline'],
      ['"level":"urgent"', '"level":"urgenT"'],
      [file.hash, file.hash.replace(/^./, (first) => (first === '0' ? '1' : '0'))],
      ['"country":"GB"', '"country":"GC"'],
    ] as const) {
      expect(text).toContain(part);
      const { whole } = await verifyReport(text.replace(part, to));
      expect(whole, part).toBe(false);
    }
    for (let at = 3; at < text.length; at += 97) {
      const letter = text.charAt(at);
      const edited = text.slice(0, at) + (letter === 'x' ? 'y' : 'x') + text.slice(at + 1);
      expect((await verifyReport(edited)).whole, `at ${at}: ${text.slice(at - 10, at + 10)}`).toBe(false);
    }
  });

  test('the broken entry of the journal is named', async () => {
    const entry = file.report.journal[1];
    const journal = file.report.journal.with(1, {
      ...file.report.journal[1],
      at: 5,
    } as (typeof file.report.journal)[number]);
    const { faults } = await verifyReport(JSON.stringify({ ...file, report: { ...file.report, journal } }));
    expect(faults[0]).toContain(`broken at entry ${entry?.seq}`);
  });

  test('lines of another report under the same journal are found', async () => {
    const [alert] = file.report.alerts;
    const parts = alert?.parts.map((part) => ({ ...part, sha256: '0'.repeat(64) }));
    const report = { ...file.report, alerts: [{ ...alert, parts }] };
    const { faults } = await verifyReport(JSON.stringify({ ...file, report }));
    expect(faults.some((line) => line.includes('part 1: not the part that the journal noted'))).toBe(true);
  });

  test.each(['', '{', '[]', '{"report":{}}', 'x'.repeat(1_000_000), JSON.stringify({ format: 'other' })])(
    'what is none: %#',
    async (text) => {
      const { whole, faults } = await verifyReport(text);
      expect([whole, faults.length]).toEqual([false, 1]);
    },
  );
});

describe('npm run verify-report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-report-'));
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  afterAll(() => {
    said.mockRestore();
    rmSync(folder, { recursive: true });
  });

  test('ends with 0 for a whole report and with 1 for an edited one', async () => {
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
    writeFileSync(good, JSON.stringify(file));
    writeFileSync(bad, JSON.stringify(file).replace('leave me alone', 'leave me allone'));
    expect(await main([good])).toBe(0);
    expect(await main([bad])).toBe(1);
    expect(said.mock.calls.at(-1)?.[0]).toContain('The hash does not fit');
  });

  test('without a file, or with one that is not there, says what to do', async () => {
    await expect(main([])).rejects.toThrow('npm run verify-report FILE');
    await expect(main([join(folder, 'none.json')])).rejects.toThrow("can't be read");
  });
});
