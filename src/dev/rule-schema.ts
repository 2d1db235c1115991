/**
 * `node src/dev/run.mjs rule-schema`: writes rules/schema/ anew. tests/dev/rule-schema.test.ts says when a schema there is out
 * of date.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import {
  framesFileSchema,
  languageFileSchema,
  ruleFileSchema,
  tellingFileSchema,
  weightsFileSchema,
  wordsFileSchema,
} from '../engine/pack.ts';

/** The JSON schemas of the files under rules/, by file name: editors complete and check with them. */
export function ruleSchemas(): Record<string, string> {
  const text = (schema: z.ZodMiniType) => `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
  return {
    'rule.schema.json': text(ruleFileSchema),
    'words.schema.json': text(wordsFileSchema),
    'frames.schema.json': text(framesFileSchema),
    'language.schema.json': text(languageFileSchema),
    'telling.schema.json': text(tellingFileSchema),
    'weights.schema.json': text(weightsFileSchema),
  };
}

/** Writes them to rules/schema/. */
export function main(): void {
  for (const [name, text] of Object.entries(ruleSchemas()))
    writeFileSync(fileURLToPath(new URL(`../../rules/schema/${name}`, import.meta.url)), text);
}
