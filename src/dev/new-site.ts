/**
 * `npm run new:site -- bluesky https://bsky.app/*`: adds a site, to be filled in: its file, its place in the list, its
 * folder of fixtures. Its content script and its hosts in the manifest come of that with the next build.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nameOf } from './content-scripts.ts';

const USAGE =
  'usage: npm run new:site -- ID [MATCH-PATTERN…]    for example: npm run new:site -- bluesky https://bsky.app/*';

const template = (id: string, hosts: readonly string[]): string => `import { siteFromData } from './data.ts';

/** Where the facts come from, and their date. */
export const ${nameOf(id)} = siteFromData({
  id: '${id}',
  name: '${id.replace(/(^|-)(.)/g, (_, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase())}',
  hosts: [${hosts.map((host) => `'${host}'`).join(', ')}],
  fits: '#what-only-this-site-has',
  thread: '.conversation',
  threadId: ['@data-id'],
  title: '.title',
  row: '.message',
  text: '.text',
  rowId: ['@data-id'],
  author: '.author',
  time: 'time@datetime',
  own: '.message.own',
  composer: 'textarea',
});
`;

const page = (id: string): string => `<!doctype html>
<html lang="en">
<head><title>${id}</title></head>
<body id="what-only-this-site-has">
<main class="conversation" data-id="42">
<h1 class="title">robin</h1>
<div class="message" data-id="1"><b class="author">robin</b><time datetime="2026-11-24T08:00:00Z"></time><p class="text">hi</p></div>
<textarea></textarea>
</main>
</body>
</html>
`;

const expected = [
  {
    page: 'chat.html',
    thread: { id: '42', title: 'robin', group: false, stranger: false },
    messages: [{ key: 'id:1', author: 'robin', direction: 'peer', text: 'hi', time: '2026-11-24T08:00:00Z' }],
  },
];

/** @returns exit code */
export function main(args: readonly string[], root = fileURLToPath(new URL('../..', import.meta.url))): number {
  const [id = '', ...hosts] = args;
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const good = /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/[^'\\]*$/;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || hosts.some((host) => !good.test(host))) {
    say(USAGE);
    return 2;
  }
  const file = `src/sites/${id}.ts`;
  const folder = `tests/fixtures/sites/${id}`;
  if (existsSync(`${root}/${file}`)) {
    say(`${file} is there already.`);
    return 1;
  }
  const index = `${root}/src/sites/index.ts`;
  const list = readFileSync(index, 'utf8');
  const listed = list
    .replace(/^(?=import type)/m, `import { ${nameOf(id)} } from './${id}.ts';\n`)
    .replace(/(export const sites[^=]*= \[[^\]]*?),?(\s*\];)/, `$1, ${nameOf(id)}$2`);
  if (!listed.includes(`, ${nameOf(id)}`)) {
    say('src/sites/index.ts has no list `export const sites … = [ … ];` any more: add the site by hand.');
    return 1;
  }
  writeFileSync(`${root}/${file}`, template(id, hosts));
  writeFileSync(index, listed);
  mkdirSync(`${root}/${folder}`, { recursive: true });
  writeFileSync(`${root}/${folder}/chat.html`, page(id));
  writeFileSync(`${root}/${folder}/expected.json`, `${JSON.stringify(expected, null, 2)}\n`);
  say(`Added ${file}, its line in src/sites/index.ts and ${folder}. Fill them in, then:`);
  say(`  npx biome check --write src/sites && npx vitest run --project unit tests/sites -t ${id}`);
  return 0;
}
