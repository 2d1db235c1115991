/** The published rates of each sensitivity: what the command measures, and the shape of the file that the pages show. */
import * as z from 'zod/mini';
import type { Sensitivity } from '../../protocol/family.ts';
import type { Summary } from './report.ts';

const share = z.number().check(z.gte(0), z.lte(1));
const count = z.int().check(z.gte(1));
const sets = z.record(z.string(), z.number().check(z.gte(0)));
const rates = z.object({
  /** Share of the dangerous chats of `check` that raised an alert, and of its innocent ones. */
  found: share,
  wrong: share,
  /** False alerts per 10,000 messages of each set of benign chats; never pooled, since they have little in common. */
  per10k: sets,
});

export const measuredSchema = z.object({
  version: z.literal(1),
  /** ISO day on which the command ran. */
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  /** SHA-256, in hex, of what decides the figures most: other files ask for another measurement. */
  of: z.object({
    model: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    weights: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  /** Chats of `check` in English, and messages of each set of benign chats. */
  chats: z.object({ dangerous: count, innocent: count }),
  messages: sets,
  rates: z.object({ fewer: rates, balanced: rates, more: rates }),
});

export type Measured = z.infer<typeof measuredSchema>;

/** What one sensitivity comes to. @throws Error when a corpus is missing */
export function ratesOf({ check, benign }: Summary): Measured['rates'][Sensitivity] {
  const { alert, none } = check.pooled;
  if (alert.recall === null || none.falseAlertRate === null || benign.length === 0)
    throw new Error('tests/corpus lacks check or benign chats');
  return {
    found: rounded(alert.recall, 4),
    wrong: rounded(none.falseAlertRate, 4),
    per10k: Object.fromEntries(
      benign.map(({ name, score }) => [name, rounded(score.none.falseAlertsPer10kMessages ?? 0, 2)]),
    ),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
