/** The proof that the witnesses would see it: a copy of the build that asks the network for something. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] };
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
  readonly content_security_policy: { readonly extension_pages: string };
}

/** Asks a machine that is none, one for each who asks. */
const asking = (who: 'background' | 'script') => `\n;fetch('https://${who}.invalid/').catch(() => {});\n`;

/** Lets a copy of the build connect to anywhere, and its background and its scripts in pages ask when they start. */
export function leaking(folder: string): void {
  const path = join(folder, 'manifest.json');
  // Made by our own build.
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const { background, content_scripts: scripts, content_security_policy: policy } = manifest;
  const open = policy.extension_pages.replace("connect-src 'none'", 'connect-src *');
  if (open === policy.extension_pages) throw new Error('The policy of the build forbids no connection.');
  writeFileSync(path, JSON.stringify({ ...manifest, content_security_policy: { extension_pages: open } }));
  const started = background.service_worker ?? background.scripts?.[0];
  if (started === undefined) throw new Error('The build has no background.');
  appendFileSync(join(folder, started), asking('background'));
  for (const file of new Set(scripts.flatMap(({ js }) => js))) appendFileSync(join(folder, file), asking('script'));
}

/** In a page of the extension, for one that asks as well. */
export async function leakFromPage(): Promise<void> {
  await fetch('https://page.invalid/').catch(() => {});
}
