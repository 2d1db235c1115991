// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteFiles } from '../../src/dev/site-files.ts';
import { aboutSchema, siteSchema } from '../../src/dev/site-schema.ts';
import { sitesTable } from '../../src/dev/sites-table.ts';
import { sites } from '../../src/sites/index.ts';
import { rowsOf } from '../table.ts';
import { expectedOf } from './fixture-page.ts';

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).sort();

describe('the sites', () => {
  it('are the files, each with its own adapter', () => {
    for (const { id, adapter } of siteFiles)
      expect(adapter?.id, `src/sites/${id}.ts exports its adapter under its own name and id`).toBe(id);
    expect(ids(sites), 'src/sites/index.ts names every file of a site').toEqual(ids(siteFiles));
  });

  it('are the folders of fixtures', () => {
    const folders = readdirSync(`${import.meta.dirname}/../fixtures/sites`);
    expect(folders.filter((name) => name !== 'generic').sort(), 'tests/fixtures/sites').toEqual(ids(sites));
  });

  it('are told of in docs/sites.md', () => {
    const written = readFileSync(`${import.meta.dirname}/../../docs/sites.md`, 'utf8');
    expect(written, 'run: node src/dev/run.mjs sites-table').toBe(sitesTable());
    const told = rowsOf(written, 'Site').map(([, id]) => id);
    expect(told.sort(), 'the ids, as a policy names sites').toEqual(ids(sites).map((id) => `\`${id}\``));
  });
});

describe.each(siteFiles.map((file) => [file.id, file] as const))('%s', (id, { adapter, about }) => {
  it('has a table that is one, and hosts that are exact', () => {
    if (adapter?.table !== undefined) expect(siteSchema.safeParse(adapter.table).error?.issues ?? []).toEqual([]);
    for (const host of adapter?.hosts ?? []) expect(host).toMatch(/^https:\/\/([a-z0-9-]+\.)+[a-z]{2,}\//);
    expect((adapter?.hosts.length ?? 0) > 0 || adapter?.selfHosted === true).toBe(true);
  });

  it('says what it is', () => {
    expect(aboutSchema.safeParse(about).error?.issues ?? []).toEqual([]);
  });

  it('is tried with more than one message, of both sides where the page tells them', () => {
    const all = expectedOf(id).flatMap(({ messages, also }) => [
      ...messages,
      ...(also ?? []).flatMap((one) => one.messages),
    ]);
    const known = new Set(all.map(({ direction }) => direction).filter((direction) => direction !== 'unknown'));
    expect(all.length).toBeGreaterThan(1);
    expect([...known].sort()).toEqual(known.size === 0 ? [] : ['child', 'peer']);
  });
});
