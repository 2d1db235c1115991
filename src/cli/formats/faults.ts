import { fault } from '../fault.ts';
import { JsonFault } from './json-parts.ts';

/** A fault of the whole document as an event: with line and byte when they are known. */
export function faultEvent(error: unknown): { kind: 'problem'; line: number | null; text: string } {
  if (error instanceof JsonFault) {
    return { kind: 'problem', line: error.line, text: `byte ${error.offset}: ${error.message}` };
  }
  return { kind: 'problem', line: null, text: fault(error) };
}
