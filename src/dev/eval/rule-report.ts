import type { LabelledConversation, LabelledLine } from '../../cli/corpus.ts';
import { printable } from '../../cli/thread.ts';
import type { Finding } from '../../engine/finding.ts';
import type { Corpus, Part } from './corpora.ts';
import type { FindingsHook } from './judge.ts';
import { table } from './table.ts';

/** Lines that are shown of one corpus and kind: enough to see the pattern. */
const SHOWN = 40;

interface Hit {
  readonly rule: string;
  readonly right: boolean;
  readonly place: string;
  readonly text: string;
}

/** What the rules of one file, or one rule of it, catch. */
export interface RuleReport {
  readonly onFindings: FindingsHook;
  /** Counts for each corpus and rule, and the lines themselves where they may be read. */
  render(): string;
  readonly counts: () => Record<string, { right: number; wrong: number }>;
}

/**
 * Watches what rules catch, rightly (the message carries the signal) and wrongly (it does not).
 * @param wanted `en/secrecy` for a file, `en/secrecy#tell-nobody` for a single rule
 */
export function createRuleReport(wanted: string): RuleReport {
  const hits = new Map<string, { corpus: Corpus; hits: Hit[] }>();
  return {
    onFindings({ corpus, item, heard }) {
      for (const finding of heard.findings) {
        if (finding.source !== 'rule' || !isOf(finding.rule, wanted)) continue;
        const key = `${corpus.part}/${corpus.name}`;
        const entry = hits.get(key) ?? { corpus, hits: [] };
        hits.set(key, entry);
        entry.hits.push({
          rule: finding.rule,
          right: carries(item, finding, heard.index),
          place: `${item.id}${'messages' in item ? ` ${heard.index}` : ''}`,
          text: marked(textOf(item, heard.index), finding.span),
        });
      }
    },
    counts: () =>
      Object.fromEntries(
        [...hits].map(([key, entry]) => [
          key,
          { right: entry.hits.filter((hit) => hit.right).length, wrong: entry.hits.filter((hit) => !hit.right).length },
        ]),
      ),
    render() {
      if (hits.size === 0)
        return `${wanted} catches nothing in these corpora. Is the name right? (en/SIGNAL or en/SIGNAL#RULE)\n`;
      const all = [...hits.values()].flatMap((entry) => entry.hits.map((hit) => ({ ...hit, part: entry.corpus.part })));
      const rules = [...new Set(all.map(({ rule }) => rule))].sort();
      const count = (rule: string, part: Part, right: boolean) =>
        all.filter((hit) => hit.rule === rule && hit.part === part && hit.right === right).length;
      const rows = rules.map((rule) => [
        rule,
        count(rule, 'check', true),
        count(rule, 'check', false),
        count(rule, 'tune', true),
        count(rule, 'tune', false),
        count(rule, 'benign', false),
      ]);
      const readable: readonly Part[] = ['tune', 'benign'];
      const shown = [...hits]
        .filter(([, { corpus }]) => readable.includes(corpus.part))
        .flatMap(([key, entry]) => [
          ...listing(
            `${key}: caught wrongly`,
            entry.hits.filter((hit) => !hit.right),
          ),
          ...listing(
            `${key}: caught rightly`,
            entry.hits.filter((hit) => hit.right),
          ),
        ]);
      const heads = ['messages', 'check: rightly', 'wrongly', 'tune: rightly', 'wrongly', 'benign: wrongly'];
      return [table(`What ${wanted} catches`, heads, rows), ...shown].join('\n');
    },
  };
}

function isOf(rule: string, wanted: string): boolean {
  return rule === wanted || rule.startsWith(`${wanted}#`);
}

function carries(item: LabelledConversation | LabelledLine, finding: Finding, index: number): boolean {
  if ('messages' in item) return item.signals?.[finding.signal]?.includes(index) ?? false;
  return item.signals.includes(finding.signal);
}

function textOf(item: LabelledConversation | LabelledLine, index: number): string {
  return 'messages' in item ? (item.messages[index]?.text ?? '') : item.text;
}

/** The text with what was found in `[[…]]`, as the examples of rules mark it. */
function marked(text: string, [start, end]: readonly [number, number]): string {
  return printable(`${text.slice(0, start)}[[${text.slice(start, end)}]]${text.slice(end)}`).slice(0, 240);
}

function listing(title: string, hits: readonly Hit[]): string[] {
  if (hits.length === 0) return [];
  const lines = hits
    .slice(0, SHOWN)
    .map(({ rule, place, text }) => `  ${place}  ${rule.replace(/^[^#]*/u, '')}  ${text}`);
  const more = hits.length > SHOWN ? [`  … and ${hits.length - SHOWN} more`] : [];
  return [`${title} (${hits.length})\n${[...lines, ...more].join('\n')}\n`];
}
