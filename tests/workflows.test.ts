import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = new URL('../.github/workflows/', import.meta.url);

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly 'runs-on': string;
  readonly container?: { readonly image: string };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string) => readFileSync(ROOT + path, 'utf8');
const workflowOf = (name: string) => parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Workflow;
const all = readdirSync(FOLDER);

describe.each(all)('the workflow %s', (name) => {
  const workflow = workflowOf(name);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('names the version of the machine that it runs on', () => {
    for (const job of jobs) expect(job['runs-on'], 'not "latest", which moves').toMatch(/-\d+\.\d+$/);
  });

  it('names the image that it runs in by its hash', () => {
    const renewed = /^FROM (.+)$/m.exec(read('.github/image/Dockerfile'))?.[1];
    for (const { container } of jobs) {
      if (container === undefined) continue;
      expect(container.image).toMatch(/@sha256:[0-9a-f]{64}$/);
      expect(container.image, 'the same as in .github/image/Dockerfile, which Dependabot renews').toBe(renewed);
    }
  });

  it('takes each action by the hash of its commit', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  it('may read and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('puts nothing of a pull request into a line of the shell', () => {
    for (const { run = '' } of steps) expect(run, 'pass it as an environment variable').not.toContain('${{');
  });
});

it('shows the demo in both browsers', () => {
  const lines = all.flatMap((name) =>
    Object.values(workflowOf(name).jobs).flatMap(({ steps }) => steps.map(({ run }) => run)),
  );
  expect(lines).toEqual(expect.arrayContaining(['npm test', 'npm start', 'npm start -- --browser firefox']));
});

it('asks Dependabot for all that is fixed: each lockfile, the image, the actions', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as {
    readonly updates: readonly { readonly 'package-ecosystem': string; readonly directory: string }[];
  };
  const asked = updates.map((update) => `${update['package-ecosystem']} ${update.directory}`);
  const folders = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: ROOT, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => `npm /${path.replace(/\/?package-lock\.json$/, '')}`);
  expect(asked.sort()).toEqual([...folders, 'docker /.github/image', 'github-actions /'].sort());
});
