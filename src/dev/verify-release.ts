/**
 * `npm run verify-release -- FILE.zip`: whether a packed release is what the checked-out source builds. Takes the zip of
 * either browser, or the same signed by Mozilla; names each file that differs, and ends with 1 then.
 */
import { readFileSync } from 'node:fs';
import { build } from './build.ts';
import { differences, type Files, readFolder, unpack } from './release/archive.ts';
import { released } from './release/released.ts';
import { checkedOut } from './release/source.ts';
import { Stop } from './shell.ts';

const USAGE = 'npm run verify-release -- FILE.zip: compares a packed release with a build of the checked-out source.';

const WORDS = {
  first: 'only in the package',
  second: 'missing in the package',
  both: 'differs',
} as const;

export async function main(args: readonly string[]): Promise<number> {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0) throw new Stop(USAGE);
  const { target, version, files, added } = released(unpackFile(file), file);
  const checkout = await checkedOut();
  const tag = `v${version}`;
  console.log(`${file}: version ${version} for ${target}, ${files.size} files.`);
  console.log(`Compared with a build of ${checkout?.words ?? 'this folder, which has no git'}.`);
  if (checkout !== null && !checkout.tags.includes(tag))
    console.log(`Note: check out ${tag} to compare with its source.`);
  for (const path of added) console.log(`store    ${path}: added by the store, not compared`);
  const found = differences(files, readFolder(await build(target, false)));
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
