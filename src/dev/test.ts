/**
 * `npm test`: everything that must hold, in one run, on a machine that may have nothing yet. One step after the other, a
 * line for each; ends with `N passed, N failed`. A step that dies, or a runner that ran nothing, counts as failed.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, TARGETS } from './build.ts';
import { PROJECTS } from './check.ts';
import { packBuilt } from './package.ts';
import { PARTS, provide } from './provision.ts';
import { duration, ROOT, run, runBin } from './shell.ts';

const MOST_LINES = 150;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What to show when something failed. */
  readonly output: string;
}

interface Step {
  readonly title: string;
  readonly work: () => Promise<Outcome>;
}

const one = (good: boolean, output: string): Outcome => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, output });

async function command(name: string, args: readonly string[]): Promise<Outcome> {
  const done = await runBin(name, args, { env: { ...process.env, NO_COLOR: '1' } });
  return one(done.code === 0, done.output);
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface VitestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly numTodoTests?: number;
  readonly testResults?: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Runs one project of vitest and counts its tests. Skipped tests and files that could not be loaded count as failed, and
 * so does a run without a single test.
 */
async function vitest(project: string): Promise<Outcome> {
  const report = join(ROOT, 'out', `vitest-${project}.json`);
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Its progress goes to the terminal as it comes: this is the longest part.
  const args = ['run', '--project', project, '--no-color', ...reporters];
  const done = await runBin('vitest', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  let counts: VitestReport;
  try {
    counts = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  } catch {
    return one(false, `vitest ended with ${done.code} and left no report.`);
  }
  const passed = counts.numPassedTests ?? 0;
  const unread = (counts.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
  const failed = (counts.numFailedTests ?? 0) + skipped + unread.length;
  if (skipped > 0) return { passed, failed, output: `${skipped} tests were skipped: nothing may be.` };
  if (passed + failed === 0) return { passed, failed: 1, output: 'No test was run.' };
  // It may end badly with every test passed: an error outside of any test.
  if (done.code !== 0 && failed === 0) return { passed, failed: 1, output: `vitest ended with ${done.code}.` };
  return { passed, failed, output: '' };
}

const STEPS: readonly Step[] = [
  {
    title: 'browsers, chat servers and chat apps are there',
    work: async () => {
      await provide(PARTS, (line) => console.log(`  ${line}`));
      return one(true, '');
    },
  },
  { title: 'format and lint', work: () => command('biome', ['check', '--error-on-warnings', '.']) },
  ...PROJECTS.map(({ title, path }) => ({
    title,
    work: () => command('tsc', ['-p', path, '--noEmit', '--pretty', 'false']),
  })),
  { title: 'unit tests', work: () => vitest('unit') },
  ...TARGETS.map((target) => ({
    title: `${target} build`,
    work: async () => {
      await build(target, false);
      return one(true, '');
    },
  })),
  {
    title: 'packages, the same when built again elsewhere; web-ext lint',
    work: async () => {
      await packBuilt();
      return one(true, '');
    },
  },
  { title: 'end-to-end tests without bounds of time', work: () => vitest('untimed') },
  { title: 'end-to-end tests of chats', work: () => vitest('e2e') },
];

/** As much of a failed step's output as a person reads. */
function lastLines(output: string): string {
  const lines = output.trim().split('\n');
  const left = lines.length - MOST_LINES;
  return left > 0 ? `  … ${left} lines before\n${lines.slice(-MOST_LINES).join('\n')}` : lines.join('\n');
}

/** Runs one step; whatever it throws is its failure. */
async function take({ title, work }: Step): Promise<Outcome> {
  console.log(`▸ ${title}`);
  const start = performance.now();
  const outcome = await work().catch((error: unknown) => {
    const expected = error instanceof Error && error.name === 'Stop';
    return one(
      false,
      expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  });
  const { passed, failed, output } = outcome;
  if (failed > 0 && output !== '') console.log(lastLines(output));
  const counts = passed + failed === 1 ? '' : ` ${passed} passed, ${failed} failed`;
  console.log(`${failed === 0 ? '✓' : '✗'} ${title}:${counts} (${duration(performance.now() - start)})`);
  return outcome;
}

export async function main(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const version = await run('git', ['rev-parse', '--short', 'HEAD']);
  console.log(`Node ${process.versions.node}, ${version.code === 0 ? version.output.trim() : 'no git'}`);
  let passed = 0;
  let failed = 0;
  for (const step of STEPS.filter(({ title }) => args.length === 0 || args.some((word) => title.includes(word)))) {
    const outcome = await take(step);
    passed += outcome.passed;
    failed += outcome.failed;
  }
  if (passed + failed === 0) failed = 1;
  console.log(`\nIn ${duration(performance.now() - start)}.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
