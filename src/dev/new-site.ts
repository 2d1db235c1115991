/**
 * `npm run new:site -- my-chat https://chat.example.org/*`: makes the file of a site, its folder of fixtures and its line
 * in the registry, from which the build makes its script and asks for its host.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './shell.ts';
import { exportOf } from './site-name.ts';

const USAGE =
  'usage: npm run new:site -- ID HOST    for example: npm run new:site -- my-chat https://chat.example.org/*';

const nameOf = (id: string) =>
  id.replace(/(^|-)(.)/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());

const file = (id: string, host: string) => `import type { About } from './about.ts';
import { siteFromData } from './data.ts';

export const about: About = {
  reads: 'Direct messages',
  direction: 'A class of the row',
  confidence: 'low',
  evidence: '${new Date().toISOString().slice(0, 7)}',
  unseen: 'Calls, pictures; the phone app',
};

/** ${nameOf(id)}. Say where the facts come from and when they were seen. */
export const ${exportOf(id)} = siteFromData({
  id: '${id}',
  name: '${nameOf(id)}',
  hosts: ['${host}'],
  thread: '.chat',
  threadId: ['@data-thread'],
  title: 'h1',
  row: '.message',
  text: '.text',
  rowId: ['@id'],
  author: '.author',
  time: 'time@datetime',
  own: '.own',
  composer: 'textarea',
});
`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Chat</title></head>
<body><div class="chat" data-thread="1"><h1>Sam</h1>
<div class="message" id="m1"><span class="author">Sam</span><time datetime="2026-11-24T15:00:00Z">15:00</time><p class="text">is the library open</p></div>
<div class="message own" id="m2"><time datetime="2026-11-24T15:01:00Z">15:01</time><p class="text">until six</p></div>
<textarea></textarea></div></body></html>
`;

const expected = (host: string) => `[
  {
    "page": "chat.html",
    "url": "${host.replace(/\*$/, '')}",
    "thread": { "id": "1", "title": "Sam", "group": false, "stranger": false },
    "messages": [
      { "key": "id:m1", "author": "Sam", "direction": "peer", "text": "is the library open", "time": "2026-11-24T15:00:00Z" },
      { "key": "id:m2", "author": "me", "direction": "child", "text": "until six", "time": "2026-11-24T15:01:00Z" }
    ]
  }
]
`;

/** The registry with one site more; null when its list is not found. */
export function withSite(registry: string, id: string): string | null {
  const name = exportOf(id);
  const list = /(readonly Adapter\[\] = \[)([^\]]*?)(,?\s*)\];/.exec(registry);
  if (list === null) return null;
  const several = (list[2] ?? '').includes('\n');
  const entry = several ? `,\n  ${name},\n];` : `, ${name}];`;
  const [lead, before] = [list[1] ?? '', list[2] ?? ''];
  const named = registry.replace(list[0], () => lead + before + entry);
  const lines = named.split('\n');
  const line = `import { ${name} } from './${id}.ts';`;
  const imports = lines.flatMap((text, at) => (text.startsWith('import ') ? [[text, at] as const] : []));
  const after = imports.filter(([text]) => (/'\.\/(.+)\.ts'/.exec(text)?.[1] ?? '') < id).at(-1)?.[1] ?? 0;
  lines.splice(after + 1, 0, line);
  return lines.join('\n');
}

/** @returns exit code */
export function main(args: readonly string[], root: string = ROOT): number {
  const [id = '', host = ''] = args;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || !/^https:\/\/([a-z0-9-]+\.)+[a-z]{2,}\/\S*$/.test(host)) {
    say(USAGE);
    return 2;
  }
  const path = join(root, `src/sites/${id}.ts`);
  const folder = join(root, `tests/fixtures/sites/${id}`);
  const registry = join(root, 'src/sites/index.ts');
  if (existsSync(path) || existsSync(folder)) {
    say(`There is a site "${id}" already.`);
    return 1;
  }
  const more = withSite(readFileSync(registry, 'utf8'), id);
  if (more === null) {
    say('src/sites/index.ts holds no list of sites.');
    return 1;
  }
  writeFileSync(path, file(id, host));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'chat.html'), PAGE);
  writeFileSync(join(folder, 'expected.json'), expected(host));
  writeFileSync(registry, more);
  say(`Added src/sites/${id}.ts, tests/fixtures/sites/${id}/ and a line in src/sites/index.ts.`);
  say('Fill them in, then: node src/dev/run.mjs sites-table && npx vitest run --project unit tests/sites');
  return 0;
}
