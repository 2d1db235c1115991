/**
 * The fixtures of all sites in Chromium: with layout, so that the place on the screen tells what nothing else does, with
 * declared shadow roots, and with a browser's own understanding of every selector.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { need } from '../../../src/dev/provision.ts';
import { ROOT } from '../../../src/dev/shell.ts';
import { selectorsOf, siteSchema } from '../../../src/dev/site-schema.ts';
import { generic } from '../../../src/sites/generic.ts';
import { sites } from '../../../src/sites/index.ts';
import { type ExpectedMessage, type ExpectedPage, expectedOf } from '../../sites/fixture-page.ts';
import type { Reading } from '../site-reader.ts';

/** ms without anything new, after which a page counts as read. */
const QUIET = 120;

interface Reader {
  read(id: string, quiet: number): Promise<Reading>;
  refused(selectors: readonly string[]): string[];
}

async function script(): Promise<string> {
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(ROOT, 'tests/e2e/site-reader.ts'), output: { format: 'iife' } },
    },
  });
  const [chunk] = [output].flat().flatMap((each) => ('output' in each ? each.output : []));
  if (chunk?.type !== 'chunk') throw new Error('no script came of the reader');
  return chunk.code;
}

let browser: Browser;
let page: Page;
let reader = '';

beforeAll(async () => {
  reader = await script();
  browser = await chromium.launch({ executablePath: need('chromium'), headless: true });
  page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
});

/** Shows a fixture under the address that it has on its site. No request leaves the machine. */
async function show(site: string, { page: file, url }: ExpectedPage): Promise<void> {
  const body = readFileSync(join(ROOT, 'tests/fixtures/sites', site, file), 'utf8');
  await page.unrouteAll();
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
      ? route.fulfill({ body, contentType: 'text/html; charset=utf-8' })
      : route.abort(),
  );
  await page.goto('about:blank');
  await page.goto(url ?? 'https://chat.example.org/room', { waitUntil: 'domcontentloaded' });
  await page.evaluate(reader);
}

const read = (id: string): Promise<Reading> =>
  page.evaluate(([site, quiet]) => (globalThis as unknown as { siteReader: Reader }).siteReader.read(site, quiet), [
    id,
    QUIET,
  ] as const);

const wanted = ({ byPlace: _, time, ...message }: ExpectedMessage) => ({
  ...message,
  time: time === null ? null : Date.parse(time),
});

describe.each([...sites, generic].map(({ id }) => id))('%s', (id) => {
  const pages = expectedOf(id).filter(({ thread }) => thread !== null);

  test.each(pages.map((one) => [one.page, one] as const))('%s reads the same with layout', async (_, one) => {
    await show(id, one);
    const { threads, messages, composers } = await read(id);
    const chats = [{ thread: one.thread, messages: one.messages }, ...(one.also ?? [])];
    expect(threads).toEqual(chats.map(({ thread }) => thread));
    for (const { thread, messages: lines } of chats)
      expect(
        messages
          .filter((message) => message.thread === thread?.id)
          .map(({ key, author, direction, text, time }) => ({ key, author, direction, text, time })),
      ).toEqual(lines.map(wanted));
    expect(composers.every((there) => there === !one.noComposer)).toBe(true);
  });
});

test('every selector of every table is one to the browser', async () => {
  const tables = sites.flatMap(({ table }) => (table === undefined ? [] : [siteSchema.parse(table)]));
  expect(tables.length).toBeGreaterThan(20);
  const selectors = tables.flatMap(selectorsOf);
  expect(
    await page.evaluate((all) => (globalThis as unknown as { siteReader: Reader }).siteReader.refused(all), selectors),
  ).toEqual([]);
});
