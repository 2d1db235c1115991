import * as z from 'zod/mini';
import { canonical } from '../journal/canonical.ts';
import { checkChain, entrySchema, verifyHash, withheldSchema } from '../journal/entry.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { sha256 } from '../sealing/bytes.ts';

const text = z.string();
const alertSchema = z.looseObject({
  id: text,
  parts: z.array(z.looseObject({ part: z.number(), lines: z.number(), sha256: text })),
  lines: z.array(z.unknown()),
});
const fileSchema = z.object({
  report: z.looseObject({
    format: z.literal('nightlight-report'),
    version: z.literal(1),
    made: text,
    alerts: z.array(alertSchema),
    journal: z.array(z.unknown()),
  }),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  signature: z.nullable(z.object({ publicKey: text, signature: text })),
});

/** What a check found; the first thing that is wrong comes first. */
export interface Verdict {
  readonly whole: boolean;
  /** In plain words; names the entry or the alert. */
  readonly faults: readonly string[];
  /** What was checked and held. */
  readonly held: readonly string[];
}

/**
 * Checks a report file: that nothing of it was changed since it was hashed, that the journal in it is whole, that the
 * sealed parts are those that the journal noted when they were sealed, and that one key signed it all.
 * @param source the text of the file
 */
export async function verifyReport(source: string): Promise<Verdict> {
  const faults: string[] = [];
  const held: string[] = [];
  const tell = (good: boolean, yes: string, no: string) => (good ? held.push(yes) : faults.push(no));
  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch {
    return { whole: false, faults: ['The file is no JSON: it was cut or is of another program.'], held };
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return { whole: false, faults: [`The file is no Nightlight report, or a field of it was changed: ${path}.`], held };
  }
  const { report, hash, signature } = parsed.data;

  const chain = await checkChain(report.journal, { withheld: true });
  if (chain.whole)
    tell(true, `The journal is whole: entries ${chain.from} to ${chain.to}, each following from the one before.`, '');
  else faults.push(`The journal is broken at entry ${chain.broken}: ${WHY[chain.why]}.`);

  const entries = report.journal.flatMap((item) => {
    const entry = entrySchema.safeParse(item);
    return entry.success ? [entry.data] : [];
  });
  const hidden = report.journal.filter(
    (item) => withheldSchema.safeParse(item).success && !entrySchema.safeParse(item).success,
  );
  if (hidden.length > 0)
    held.push(
      `Of ${hidden.length} entries the place in the journal alone is given: they tell what the child's age keeps from the parent.`,
    );
  for (const alert of report.alerts) checkAlert(alert, entries, tell);

  tell(
    (await sha256(canonical(report))) === hash,
    `The hash fits the report: ${hash}.`,
    'The hash does not fit: something in the report was changed after it was made.',
  );
  if (signature === null) faults.push('The report is not signed: nothing shows which browser made it.');
  else {
    tell(
      await verifyHash(signature.publicKey, signature.signature, hash),
      'The signature is that of the key in the file.',
      'The signature does not fit the hash: the report or the signature was changed.',
    );
    const others = entries.filter(({ facts }) => typeof facts.key === 'string' && facts.key !== signature.publicKey);
    tell(
      others.length === 0,
      'The journal knows no other key.',
      `The journal names another key than the signature, at entry ${others[0]?.seq}.`,
    );
  }
  return { whole: faults.length === 0, faults, held };
}

function checkAlert(
  alert: z.infer<typeof alertSchema>,
  journal: readonly JournalEntry[],
  tell: (good: boolean, yes: string, no: string) => void,
): void {
  const noted = journal.filter(({ kind, facts }) => kind === 'evidence' && facts.alert === alert.id);
  for (const { part, sha256: own } of alert.parts) {
    // After a lock was given up, parts count from one again: there may be several of a number.
    const same = noted.filter(({ facts }) => facts.part === part);
    const entry = same.find(({ facts }) => facts.sha256 === own) ?? same[0];
    tell(
      entry?.facts.sha256 === own,
      `Alert ${alert.id}, part ${part}: sealed as the journal noted it (entry ${entry?.seq}).`,
      `Alert ${alert.id}, part ${part}: not the part that the journal noted${entry === undefined ? '' : ` in entry ${entry.seq}`}.`,
    );
  }
  tell(
    journal.some(({ kind, facts }) => kind === 'alert' && facts.alert === alert.id),
    `Alert ${alert.id} is in the journal.`,
    `Alert ${alert.id} is not in the journal of this report.`,
  );
}

const WHY = {
  changed: 'it was changed, or does not follow from the one before',
  missing: 'it is missing',
  order: 'it stands in the wrong place',
  signature: "the signature of its day isn't that of its key",
  unreadable: 'it is no entry any more',
} as const;
