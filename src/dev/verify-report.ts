/** `npm run verify-report FILE`: whether an evidence report is as Nightlight made it. */
import { readFileSync, statSync } from 'node:fs';
import { verifyReport } from '../evidence/verify.ts';
import { Stop } from './shell.ts';

const USAGE = 'npm run verify-report FILE: checks the hash, the signature and the journal of an evidence report.';
/** Bytes; a report of fifty alerts is a few MB. */
const LARGEST = 100_000_000;

/** @returns 0 for a report that is whole, 1 for one that isn't */
export async function main(args: readonly string[]): Promise<number> {
  const [file, ...others] = args;
  if (file === undefined || others.length > 0 || file === '--help') {
    if (file === '--help') console.log(USAGE);
    else throw new Stop(USAGE);
    return 0;
  }
  const { whole, faults, held } = await verifyReport(readReport(file));
  for (const line of held) console.log(`holds   ${line}`);
  for (const line of faults) console.log(`BROKEN  ${line}`);
  console.log(
    whole
      ? 'The report is whole. Compare the hash with the one that was read out to you.'
      : `The report is not as it was made: ${faults[0]}`,
  );
  return whole ? 0 : 1;
}

function readReport(file: string): string {
  try {
    if (statSync(file).size > LARGEST) throw new Stop(`${file}: larger than any report, 100 MB`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`${file}: can't be read (${error instanceof Error ? error.message : 'unknown'})`);
  }
}
