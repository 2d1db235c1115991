/** `npm run new:rule -- en/secrecy tell-nobody`: adds an empty rule to its file, to be filled in; makes the file if need be. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNALS } from '../engine/signal.ts';
import { isLanguageCode } from './rule-files.ts';
import { ROOT } from './shell.ts';

const USAGE = 'usage: npm run new:rule -- LANG/SIGNAL NAME    for example: npm run new:rule -- en/secrecy tell-nobody';

/** What a new rule starts from. It does not pass the tests until its examples are written: that is meant. */
const template = (name: string): string => `${name}:
  why: what a message does that matches, in one line
  match:
    - '{send} .{0,3} {image}'
  unless: []
  weight: 0.5
  status: experimental
  examples:
    match: ['[[the span that must match]] and the rest of the line']
    pass: ['a near miss that must stay silent']
`;

/** @returns exit code */
export function main(args: readonly string[]): number {
  const [where = '', name = ''] = args;
  const [lang = '', signal = ''] = where.split('/');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (!isLanguageCode(lang) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    say(USAGE);
    return 2;
  }
  if (!SIGNALS.some((id) => id === signal)) {
    say(`"${signal}" is no signal of the taxonomy. The signals: ${SIGNALS.join(', ')}`);
    return 2;
  }
  if (!existsSync(join(ROOT, 'rules', lang))) {
    say(`There is no rules/${lang}/ yet. First: npm run new:language -- ${lang}`);
    return 1;
  }
  const path = `rules/${lang}/${signal}.yaml`;
  const file = join(ROOT, path);
  const before = existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# yaml-language-server: $schema=../schema/rule.schema.json\n';
  if (new RegExp(`^${name}:`, 'm').test(before)) {
    say(`${path} already has a rule "${name}".`);
    return 1;
  }
  if (!existsSync(file)) appendFileSync(file, before);
  appendFileSync(file, `${before.endsWith('\n') ? '' : '\n'}${template(name)}`);
  say(
    `Added "${name}" to ${path}. Fill it in, then: npx vitest run --project unit tests/engine/rules.test.ts -t ${path}`,
  );
  return 0;
}
