import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

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

describe.each(readdirSync(FOLDER))('the workflow %s', (name) => {
  const workflow = parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('names the version of the machine that it runs on', () => {
    for (const job of jobs) expect(job['runs-on'], 'not "latest", which moves').toMatch(/-\d+\.\d+$/);
  });

  it('names the image that it runs in by its hash', () => {
    for (const { container } of jobs)
      if (container !== undefined) expect(container.image).toMatch(/@sha256:[0-9a-f]{64}$/);
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
