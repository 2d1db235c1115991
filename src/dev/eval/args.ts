import { parseArgs } from 'node:util';
import { Stop } from '../shell.ts';

export const EVAL_USAGE = `Measures the engine on the corpora of tests/corpus (what they are: tests/corpus/README.md).

usage: npm run eval -- [options] [FILTER…]     (FILTER: only corpora whose name holds it: check/en-c, lines, benign/irc)

  --obfuscate      what each disguise of the peer's text costs
  --compare        rules alone, second opinion alone, both
  --rule NAME      what en/SIGNAL or en/SIGNAL#RULE catches, rightly and wrongly
  --without PART   leave out the second opinion (model) or the rules (rules)
  --model FILE     another model than rules/en/model.bin; not with --rule
  --misses         what was missed, late or false, by id (never of check)
  --stories        every story, not only the weak ones
  --json           figures for programs
`;

export interface EvalOptions {
  readonly filters: readonly string[];
  readonly obfuscate: boolean;
  readonly compare: boolean;
  readonly rule: string | null;
  readonly withModel: boolean;
  readonly withRules: boolean;
  readonly model: string | null;
  readonly misses: boolean;
  readonly stories: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** Reads the arguments of `eval`. Throws `Stop`. */
export function readEvalArgs(args: readonly string[]): EvalOptions {
  const { values, positionals } = parse(args);
  const without = values.without ?? [];
  for (const part of without) {
    if (part !== 'model' && part !== 'rules') throw new Stop(`--without takes model or rules, not "${part}"`);
  }
  if (values.model !== undefined && (values.rule !== undefined || without.includes('model')))
    throw new Stop('--model does not go with --rule or --without model: they read no model');
  return {
    filters: positionals,
    obfuscate: values.obfuscate ?? false,
    compare: values.compare ?? false,
    rule: values.rule ?? null,
    withModel: !without.includes('model'),
    withRules: !without.includes('rules'),
    model: values.model ?? null,
    misses: values.misses ?? false,
    stories: values.stories ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        obfuscate: flag,
        compare: flag,
        misses: flag,
        stories: flag,
        json: flag,
        help: flag,
        rule: { type: 'string' },
        model: { type: 'string' },
        without: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new Stop(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}
