import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page of a known site without a chat; it is answered for by the bench. */
export const KNOWN = 'https://www.facebook.com/';

/** A copy of a build to which every page of http is granted, as a parent grants them. */
export function granted(build: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightlight-granted-'));
  cpSync(build, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { host_permissions: string[]; content_scripts: object[] };
  const matches = ['http://*/*'];
  manifest.host_permissions.push(...matches);
  manifest.content_scripts.push({ js: ['content/any.js'], matches, run_at: 'document_idle', all_frames: true });
  writeFileSync(path, JSON.stringify(manifest));
  return folder;
}
