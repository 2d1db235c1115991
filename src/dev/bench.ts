/** `npm run bench`: how fast and how small. The table is for people, `out/bench.json` for programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readBaseline, regressions, writeBaseline } from './bench/baseline.ts';
import { buildBundles } from './bench/bundles.ts';
import { figure, keepsBar, type Measurement, type Section } from './bench/measurement.ts';
import { measureMessages } from './bench/messages.ts';
import { measureReady, measureScan } from './bench/processes.ts';
import { measureSize } from './bench/size.ts';
import { loadTexts } from './bench/texts.ts';
import { mixedDisguise } from './eval/disguises.ts';
import { table } from './eval/table.ts';
import { ROOT, Stop } from './shell.ts';

/** The built command line, made when it is not there or old. */
async function cliBundle(): Promise<string> {
  const { ensureBundle } = (await import(pathToFileURL(join(ROOT, 'src/cli/scan.mjs')).href)) as {
    ensureBundle(): Promise<string>;
  };
  return ensureBundle();
}

const SECTIONS: readonly Section[] = [
  {
    name: 'messages',
    async run(say) {
      say('building the contestants …');
      const path = await buildBundles();
      const texts = loadTexts();
      say('reading messages …');
      const disguised = texts.suspicious.map(mixedDisguise);
      return [...(await measureMessages(path, texts, disguised)), ...(await measureReady(path('ready')))];
    },
  },
  {
    name: 'scan',
    async run(say) {
      say('scanning …');
      return measureScan(await cliBundle());
    },
  },
  {
    name: 'growth',
    async run(say) {
      say('choosing messages …');
      const { measureGrowth } = await import('./bench/growth.ts');
      return measureGrowth(loadTexts(), await cliBundle(), say);
    },
  },
  {
    name: 'memory',
    async run(say) {
      say('scanning 2 GB …');
      const { measureMemory } = await import('./bench/memory.ts');
      return measureMemory(await cliBundle());
    },
  },
  {
    name: 'size',
    async run(say) {
      say('building the extension …');
      return measureSize();
    },
  },
  {
    name: 'frame',
    async run(say) {
      say('loading pages …');
      const { measureFrame } = await import('./bench/frame.ts');
      return measureFrame(say);
    },
  },
  {
    name: 'page',
    async run(say) {
      const { measurePage } = await import('./bench/page.ts');
      return measurePage(say);
    },
  },
  {
    name: 'latency',
    async run(say) {
      say('driving browsers …');
      // Loaded when it is asked for: the browsers' drivers are no matter of the other parts.
      const { measureLatencies } = await import('./bench/latency.ts');
      return measureLatencies(say);
    },
  },
];

const OPTIONS = ['--json', '--check', '--set-baseline'];

/**
 * Arguments: names of sections (all without), `--json` to print what else goes to `out/bench.json`, `--check` to fail when
 * a ratio is worse by over 20 % than the committed baseline, `--set-baseline` to write that.
 */
export async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((arg) => !OPTIONS.includes(arg));
  for (const name of wanted) {
    if (!SECTIONS.some((section) => section.name === name)) {
      throw new Stop(`"${name}" is no part of the benches: ${SECTIONS.map((section) => section.name).join(', ')}`);
    }
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const list: Measurement[] = [];
  let failed = 0;
  for (const section of SECTIONS) {
    if (wanted.length > 0 && !wanted.includes(section.name)) continue;
    try {
      list.push(...(await section.run(say)));
    } catch (error) {
      // What the other parts measured is not lost with one.
      failed += 1;
      say(`${section.name}: could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const machine = { node: process.versions.node, cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown' };
  const json = JSON.stringify({ machine, measurements: list }, null, 2);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(join(ROOT, 'out/bench.json'), `${json}\n`);
  console.log(args.includes('--json') ? json : renderBench(list));
  if (args.includes('--set-baseline')) writeBaseline(list);
  if (!args.includes('--check')) return failed === 0 ? 0 : 1;
  const worse = regressions(list, readBaseline());
  for (const { name, before, now } of worse) say(`${name}: ${figure(now)}, it was ${figure(before)}`);
  return failed === 0 && worse.length === 0 ? 0 : 1;
}

/** The table for people, ratios first. */
export function renderBench(list: readonly Measurement[]): string {
  const sections = [...new Set(list.map(({ section }) => section))];
  const ordered = [...sections.filter((name) => name === 'ratio'), ...sections.filter((name) => name !== 'ratio')];
  return ordered
    .map((name) =>
      table(
        name === 'ratio' ? 'How many times Nightlight could read a message in the time of …' : name,
        ['', 'median', '', 'bar', ''],
        list
          .filter(({ section }) => section === name)
          .map((one) => {
            const keeps = keepsBar(one);
            return [
              one.name,
              figure(one.value),
              one.unit,
              one.bar === null ? '' : `${one.better === 'less' ? '≤' : '≥'} ${figure(one.bar)}`,
              keeps === null ? '' : keeps ? 'kept' : 'MISSED',
            ];
          }),
      ),
    )
    .join('\n');
}
