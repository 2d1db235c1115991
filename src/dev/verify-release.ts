/**
 * `npm run verify-release -- [--working-tree] FILE.zip`: whether a packed release is what its source builds, that of the tag
 * `vVERSION`, or with `--working-tree` whatever is checked out. Takes the zip of either browser, or the same signed by
 * Mozilla; names each file that differs, and ends with 1 then.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { differences, type Files, unpack } from './release/archive.ts';
import { released } from './release/released.ts';
import { builtIn, builtOfTag } from './release/tagged.ts';
import { ROOT, Stop } from './shell.ts';

const USAGE = `npm run verify-release -- [--working-tree] FILE.zip: compares a packed release with a build of its tag, or of the
checked-out files.`;

const WORDS = {
  first: 'only in the package',
  second: 'missing in the package',
  both: 'differs',
} as const;

/** `root` is the folder of the source. */
export async function main(args: readonly string[], root = ROOT): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'working-tree': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Stop(USAGE);
  const { target, version, files, added } = released(unpackFile(file), file);
  const tag = `v${version}`;
  console.log(`${file}: version ${version} for ${target}, ${files.size} files.`);
  const here = values['working-tree'] === true;
  console.log(
    `Comparing with a build of ${here ? `the checked-out files, whether or not they are ${tag}` : `tag ${tag}`} …`,
  );
  const built = await (here ? builtIn(root, target) : builtOfTag(tag, target, root));
  for (const path of added) console.log(`store    ${path}: added by the store, not compared`);
  const found = differences(files, built);
  for (const { path, where } of found) console.log(`DIFFERS  ${path}: ${WORDS[where]}`);
  console.log(found.length === 0 ? 'The same files, to the last byte.' : `${found.length} files are not the same.`);
  return found.length === 0 ? 0 : 1;
}

function unpackFile(file: string): Files {
  try {
    return unpack(readFileSync(file), file);
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${file}: can't be read (${error instanceof Error ? error.message : 'unknown'})`);
  }
}
