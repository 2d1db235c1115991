/**
 * Draws the toolbar icons: every `src/static/icons/<state>.svg` as PNG of 16, 32, 48 and 128 pixels beside it.
 * The PNG files are committed, since a build must not need a browser. Run again after a change to an SVG:
 * `node src/dev/run.mjs icons`; `CHROMIUM` names a browser that is not on the path.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { need } from './provision.ts';

const FOLDER = new URL('../static/icons/', import.meta.url);
const SIZES = [16, 32, 48, 128] as const;

/** Writes every PNG anew and prints its name. */
export async function main(): Promise<number> {
  const browser = await chromium.launch({ executablePath: need('chromium') });
  try {
    const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
    for (const file of (await readdir(FOLDER)).filter((name) => name.endsWith('.svg'))) {
      const svg = await readFile(new URL(file, FOLDER), 'utf8');
      for (const size of SIZES) {
        await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
        const clip = { x: 0, y: 0, width: size, height: size };
        const name = file.replace('.svg', `-${size}.png`);
        await writeFile(new URL(name, FOLDER), await page.screenshot({ clip, omitBackground: true }));
        console.log(name);
      }
    }
  } finally {
    await browser.close();
  }
  return 0;
}
