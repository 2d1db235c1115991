import * as z from 'zod/mini';
import { fault } from './fault.ts';

/** JSON.parse with an error for people: what was met, and where in the line when the platform tells. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const detail = fault(error);
    const cut = /unexpected end|unterminated/iu.test(detail) ? ' (the line is cut off)' : '';
    const place = /at position (\d+)/u.exec(detail)?.[1];
    throw new Error(`not valid JSON${cut}${place === undefined ? '' : `, at column ${Number(place) + 1}`}`);
  }
}

/** The value of a text; null when it is no JSON. */
export function tryParse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

/** Parses a value with a schema; the error names the first field that is wrong and why. */
export function check<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw new Error(`${path === '' ? 'the line' : `\`${path}\``}: ${describe(issue)}`);
}

/** zod/mini ships no texts of its own: the few kinds of issue that our schemas can raise, in words. */
function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'not what the format asks for';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `missing (${issue.expected})` : `must be ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'too short or too small';
    case 'invalid_format':
      return issue.message === '' ? 'not in the right form' : issue.message;
    default:
      return issue.message === '' || issue.message === 'Invalid input' ? 'not what the format asks for' : issue.message;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
