/** `node src/dev/run.mjs sites-table`: writes docs/sites.md. A test says when it is out of date. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type SiteFile, siteFiles } from './site-files.ts';

const HEAD = `# The sites that Nightlight reads

Written by \`node src/dev/run.mjs sites-table\` from the files in \`src/sites/\`; a mend for a changed site is a line there.

- **Confidence** says how sure the facts of a site's layout are: \`high\` where several recent readers agree or its source is
  open, \`medium\` where one recent reader was found, \`low\` where they are old or guessed. No site was tried with an account
  of its own; The Lounge and Converse.js are run in the tests, all others are tried on pages written from the facts.
- **Id** is what the policy of a school names a site by (\`sitesOff\`, [deploy/](deploy/README.md)).
- **Newest evidence** is the date of the newest of these facts.
- A message whose author is not known for sure counts as unknown: a wrong direction is worse than none.
- On every site a browser extension sees what stands on the page. It does not hear calls and does not look at pictures or
  videos, and it does not see what is said in apps on phones, desktops and consoles, or inside games.

`;

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

function row({ adapter, id, about }: SiteFile): string {
  const hosts = (adapter?.hosts ?? []).map((pattern) => `\`${pattern.replace(/^https:\/\/|\*$/g, '')}\``);
  const where = [...hosts, ...(adapter?.selfHosted === true ? ['self-hosted'] : [])].join(', ');
  const cells = [
    adapter?.name ?? id,
    `\`${id}\``,
    where,
    about.reads,
    about.direction,
    about.confidence,
    about.evidence,
    about.unseen,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** The text of docs/sites.md. */
export function sitesTable(files: readonly SiteFile[] = siteFiles): string {
  const names = [
    'Site',
    'Id',
    'Where',
    'Read',
    'Who wrote it is known by',
    'Confidence',
    'Newest evidence',
    'Not seen',
  ];
  const sorted = [...files].sort((a, b) => ((a.adapter?.name ?? a.id) < (b.adapter?.name ?? b.id) ? -1 : 1));
  return [`${HEAD}| ${names.join(' | ')} |`, `|${names.map(() => ' --- |').join('')}`, ...sorted.map(row), ''].join(
    '\n',
  );
}

/** Writes it. */
export function main(): void {
  mkdirSync(fileURLToPath(new URL('../../docs', import.meta.url)), { recursive: true });
  writeFileSync(fileURLToPath(new URL('../../docs/sites.md', import.meta.url)), sitesTable());
}
