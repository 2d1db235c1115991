import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import base from './manifest.json' with { type: 'json' };
import { contentScripts, scriptsOf } from './src/dev/content-scripts.ts';
import { asciiOutput } from './src/dev/vite/ascii.ts';
import { bill } from './src/dev/vite/bill.ts';
import { byteModules } from './src/dev/vite/bytes.ts';
import { licences } from './src/dev/vite/licences.ts';
import { noInnerHtml } from './src/dev/vite/no-inner-html.ts';
import { textModules } from './src/dev/vite/text.ts';
import { yamlModules } from './src/dev/vite/yaml.ts';
import { sites } from './src/sites/index.ts';

type ManifestV3 = Extract<ManifestV3Export, { manifest_version: number }>;
export type Target = 'chromium' | 'firefox';

/** Hosts of the demo and end-to-end build only: chat apps served on this very machine. */
const LOOPBACK = ['http://localhost/*', 'http://127.0.0.1/*'];

/**
 * The manifest of one target, from the one `manifest.json`.
 * Firefox has no service worker for extensions and must be told that no data is collected; `loopback` adds the hosts
 * that `npm start` and the end-to-end tests serve their chats on (never in a release).
 */
export function manifestFor(target: Target, options: { loopback: boolean }): ManifestV3 {
  const manifest = structuredClone(base) as ManifestV3;
  // Exactly the hosts of the known sites; any other page is the parent's choice, asked for one by one.
  manifest.host_permissions = [
    ...new Set(scriptsOf(sites).flatMap(({ matches }) => matches)),
    ...(options.loopback ? LOOPBACK : []),
  ];
  const worker = base.background.service_worker;
  if (target === 'firefox') {
    manifest.background = { scripts: [worker], type: 'module' } as unknown as NonNullable<ManifestV3['background']>;
    manifest.browser_specific_settings = {
      gecko: {
        id: 'nightlight@nightlight.invalid',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
      gecko_android: { strict_min_version: '142.0' },
    } as NonNullable<ManifestV3['browser_specific_settings']>;
  } else {
    manifest.minimum_chrome_version = '121';
  }
  return manifest;
}

export default defineConfig(({ mode }) => {
  const target: Target = process.env.TARGET === 'firefox' ? 'firefox' : 'chromium';
  const loopback = mode === 'demo';
  return {
    plugins: [
      byteModules(),
      textModules('fflate'),
      // the first language alone: a script of over 5 MB is refused by Mozilla's linter
      yamlModules({ packing: 'fflate', plainFor: ['en'], tablesFor: ['en'] }),
      noInnerHtml(),
      licences(),
      bill(),
      contentScripts({ sites, everywhere: loopback ? LOOPBACK : [] }),
      asciiOutput(),
      crx({ manifest: manifestFor(target, { loopback }), browser: target === 'firefox' ? 'firefox' : 'chrome' }),
    ],
    publicDir: 'src/static/public',
    build: {
      outDir: loopback ? `dist/demo/${target}` : `dist/${target}`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      // Pages that the manifest doesn't name.
      rollupOptions: { input: { welcome: 'src/welcome/welcome.html', practice: 'src/practice/practice.html' } },
    },
  };
});
