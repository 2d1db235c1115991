/** `npm run bench`: how fast and how small. The table is for people, `out/bench.json` for programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { betterOf, busy, readBaseline, regressions, writeBaseline } from './bench/baseline.ts';
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
    compared: true,
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
    compared: true,
    async run(say) {
      say('scanning …');
      return measureScan(await cliBundle());
    },
  },
  {
    name: 'growth',
    compared: true,
    async run(say) {
      say('choosing messages …');
      const { measureGrowth } = await import('./bench/growth.ts');
      return measureGrowth(loadTexts(), await cliBundle(), say);
    },
  },
  {
    name: 'memory',
    compared: false,
    async run(say) {
      say('scanning 2 GB …');
      const { measureMemory } = await import('./bench/memory.ts');
      return measureMemory(await cliBundle());
    },
  },
  {
    name: 'size',
    compared: false,
    async run(say) {
      say('building the extension …');
      return measureSize();
    },
  },
  {
    name: 'frame',
    compared: false,
    async run(say) {
      say('loading pages …');
      const { measureFrame } = await import('./bench/frame.ts');
      return measureFrame(say);
    },
  },
  {
    name: 'page',
    compared: false,
    async run(say) {
      const { measurePage } = await import('./bench/page.ts');
      return measurePage(say);
    },
  },
  {
    name: 'latency',
    compared: false,
    async run(say) {
      say('driving browsers …');
      // Loaded when it is asked for: the browsers' drivers are no matter of the other parts.
      const { measureLatencies } = await import('./bench/latency.ts');
      return measureLatencies(say);
    },
  },
];

const OPTIONS = ['--json', '--check', '--set-baseline', '--busy'];

type Say = (line: string) => void;

/** What the sections measured, and how many could not be measured. */
async function measure(sections: readonly Section[], say: Say): Promise<{ list: Measurement[]; failed: number }> {
  const list: Measurement[] = [];
  let failed = 0;
  for (const section of sections) {
    try {
      list.push(...(await section.run(say)));
    } catch (error) {
      // What the other parts measured is not lost with one.
      failed += 1;
      say(`${section.name}: could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { list, failed };
}

/** How many ratios are worse than the baseline, twice in a row: what looks worse is measured again before it counts. */
async function worseThanBefore(list: readonly Measurement[], sections: readonly Section[], say: Say): Promise<number> {
  const baseline = readBaseline();
  if (regressions(list, baseline).length === 0) return 0;
  say('something looks slower: measured once more …');
  const again = await measure(sections, say);
  const worse = regressions(betterOf(list, again.list), baseline);
  for (const { name, before, now } of worse) say(`${name}: ${figure(now)}, it was ${figure(before)}`);
  return worse.length;
}

/**
 * Arguments: names of sections, `--json` to print what else goes to `out/bench.json`, `--check` to fail when a ratio is worse
 * by over 20 % than the committed baseline, `--set-baseline` to write that (on a quiet machine; `--busy` where none can be
 * had). Without names all sections run; with one of the last two those whose ratios are compared.
 */
export async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((arg) => !OPTIONS.includes(arg));
  for (const name of wanted) {
    if (!SECTIONS.some((section) => section.name === name)) {
      throw new Stop(`"${name}" is no part of the benches: ${SECTIONS.map((section) => section.name).join(', ')}`);
    }
  }
  const [check, set] = [args.includes('--check'), args.includes('--set-baseline')];
  const hindrance = set && !args.includes('--busy') ? busy(loadavg()[0] ?? 0, cpus().length) : null;
  if (hindrance !== null) throw new Stop(hindrance);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const sections = SECTIONS.filter(({ name, compared }) =>
    wanted.length > 0 ? wanted.includes(name) : compared || !(check || set),
  );
  const { list, failed } = await measure(sections, say);
  const machine = { node: process.versions.node, cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown' };
  const json = JSON.stringify({ machine, measurements: list }, null, 2);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  writeFileSync(join(ROOT, 'out/bench.json'), `${json}\n`);
  console.log(args.includes('--json') ? json : renderBench(list));
  if (set && failed === 0) writeBaseline(list);
  if (failed > 0) return 1;
  return check && (await worseThanBefore(list, sections, say)) > 0 ? 1 : 0;
}

/** The table for people, ratios first. */
export function renderBench(list: readonly Measurement[]): string {
  const sections = [...new Set(list.map(({ section }) => section))];
  const ordered = [...sections.filter((name) => name === 'ratio'), ...sections.filter((name) => name !== 'ratio')];
  return ordered
    .map((name) =>
      table(
        name === 'ratio' ? 'How many times Nightlight could read a message in the time of …' : name,
        ['', 'measured', '', 'bar', ''],
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
