import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, TARGETS } from '../build.ts';
import type { Measurement } from './measurement.ts';

/** Bytes that a page has to take in: the content scripts of the manifest, each with gzip; the page with the most of them. */
export async function measureSize(): Promise<Measurement[]> {
  const list: Measurement[] = [];
  for (const target of TARGETS) {
    const folder = await build(target, false);
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      content_scripts?: { js?: string[] }[];
    };
    // No page gets two of them: sites that share a host share a script.
    const bytes = Math.max(
      ...(manifest.content_scripts ?? []).map(({ js = [] }) =>
        js.reduce((sum, script) => sum + gzipSync(readFileSync(join(folder, script)), { level: 9 }).length, 0),
      ),
    );
    list.push({
      section: 'content script',
      name: `gzip, ${target}`,
      value: bytes / 1024,
      unit: 'KB',
      bar: 12,
      better: 'less',
    });
  }
  return list;
}
