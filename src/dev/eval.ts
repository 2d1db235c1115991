/** `npm run eval`: what the engine finds, misses and wrongly finds in the corpora of tests/corpus. */
import { join } from 'node:path';
import { engineOf, openEngine } from '../cli/open-engine.ts';
import { openOpinion } from '../cli/open-opinion.ts';
import { EVAL_USAGE, readEvalArgs } from './eval/args.ts';
import { compareParts, renderComparison } from './eval/compare.ts';
import { loadCorpora } from './eval/corpora.ts';
import { measureDisguises, renderDisguises } from './eval/disguises.ts';
import { judge } from './eval/judge.ts';
import { missLines } from './eval/misses.ts';
import { render, summarise } from './eval/report.ts';
import { createRuleReport } from './eval/rule-report.ts';
import { duration, ROOT, Stop } from './shell.ts';

export async function main(args: readonly string[]): Promise<number> {
  const options = readEvalArgs(args);
  if (options.help) {
    console.log(EVAL_USAGE);
    return 0;
  }
  // `npm run eval | head` ends the reader early.
  process.stdout.on('error', () => process.exit(0));
  const start = performance.now();
  const corpora = loadCorpora(join(ROOT, 'tests/corpus'), options.filters);
  if (corpora.length === 0) throw new Stop(`no corpus is called like ${options.filters.join(' or ')}`);
  if (options.compare && options.rule === null) {
    const rows = compareParts(corpora, (parts) => ready(() => openEngine({ ...parts, model: options.model })));
    console.log(options.json ? JSON.stringify(rows, null, 2) : renderComparison(rows));
    return 0;
  }
  // what a rule catches by itself, before the second opinion may overrule it
  const withModel = options.withModel && options.rule === null;
  const opinion = withModel ? ready(() => openOpinion(options.model)) : null;
  const engine = ready(() => engineOf(opinion, options.withRules));
  if (options.rule !== null) {
    const report = createRuleReport(options.rule);
    for (const corpus of corpora) judge(engine, corpus, { onFindings: report.onFindings });
    console.log(options.json ? JSON.stringify(report.counts(), null, 2) : report.render());
    return 0;
  }
  if (options.obfuscate) {
    const costs = measureDisguises(engine, corpora);
    console.log(options.json ? JSON.stringify(costs, null, 2) : renderDisguises(costs));
    return 0;
  }
  const judged = corpora.map((corpus) => judge(engine, corpus));
  const summary = summarise(judged);
  if (options.json) console.log(JSON.stringify(summary, null, 2));
  else {
    console.log(render(summary, options));
    if (options.misses) console.log(`${missLines(judged).join('\n')}\n`);
    const parts = [options.withRules ? 'the rules' : '', opinion === null ? '' : (options.model ?? opinion.id)];
    const read = parts.filter((part) => part !== '').join(' and ');
    console.log(`Read by ${read || 'nothing'}; measured in ${duration(performance.now() - start)}.`);
  }
  return 0;
}

/** Opens an engine or its model; a rule that does not compile is the person's to mend and needs no stack. */
function ready<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new Stop(error instanceof Error ? error.message : String(error));
  }
}
