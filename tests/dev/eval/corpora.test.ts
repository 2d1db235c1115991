import { describe, expect, it } from 'vitest';
import type { LabelledConversation } from '../../../src/cli/corpus.ts';
import { type Corpus, loadCorpora } from '../../../src/dev/eval/corpora.ts';
import { missLines } from '../../../src/dev/eval/misses.ts';
import { createRuleReport } from '../../../src/dev/eval/rule-report.ts';
import type { Finding } from '../../../src/engine/finding.ts';

const FOLDER = new URL('../../corpus', import.meta.url).pathname;
const corpora = loadCorpora(FOLDER);

/** What is wrong with the labels of a conversation, in words; null when nothing is. */
function faultOf(conversation: LabelledConversation): string | null {
  const { messages, signals = {}, label, alertBy } = conversation;
  const isPeer = (index: number) => messages[index] !== undefined && messages[index].from !== 'child';
  if (messages.length === 0) return 'no message';
  if (alertBy !== undefined && !isPeer(alertBy)) return '`alertBy` names no message of a peer';
  if (label !== 'alert' && alertBy !== undefined) return '`alertBy` without an alert';
  if (label === 'none' && Object.keys(signals).length > 0) return '`none` with signals';
  for (const [signal, indexes] of Object.entries(signals)) {
    if (!indexes.every(isPeer)) return `\`${signal}\` names no message of a peer`;
  }
  return null;
}

describe('the corpora', () => {
  it.each(corpora.map((corpus) => [`${corpus.part}/${corpus.name}`, corpus] as const))(
    '%s is labelled soundly',
    (_, corpus) => {
      const faults = corpus.conversations.flatMap((conversation, index) => {
        const fault = faultOf(conversation);
        return fault === null ? [] : [`conversation ${index + 1} of the file: ${fault}`];
      });
      expect(faults).toEqual([]);
      const ids = [...corpus.conversations, ...corpus.lines].map(({ id }) => id);
      expect(ids.length, 'the file is empty').toBeGreaterThan(0);
      expect(new Set(ids).size, 'an id stands twice').toBe(ids.length);
    },
  );

  it('can be chosen by a part of their name', () => {
    expect(loadCorpora(FOLDER, ['benign/irc', 'check/lines-a']).map(({ part, name }) => `${part}/${name}`)).toEqual([
      'check/lines-a',
      'benign/irc',
    ]);
  });
});

describe('what may be shown of the part that nobody reads', () => {
  const secret = (part: Corpus['part']): Corpus => ({
    part,
    name: 'made-up',
    lines: [],
    conversations: [
      {
        id: `id-of-${part}`,
        label: 'alert',
        level: 'warning',
        alertBy: 0,
        messages: [{ from: 'peer', text: `text of ${part}` }],
        note: `story: s; why: note of ${part}`,
      },
    ],
  });
  const finding: Finding = {
    signal: 'secrecy',
    source: 'rule',
    rule: 'en/secrecy#one',
    span: [0, 4],
    weight: 1,
    direction: 'peer',
    experimental: false,
    alone: null,
  };

  it('is no miss: neither id nor note', () => {
    const judged = (['check', 'tune'] as const).map((part) => {
      const corpus = secret(part);
      const conversations = corpus.conversations.map((conversation) => ({
        conversation,
        prediction: { id: conversation.id, alerts: [], signals: {} },
      }));
      return { corpus, conversations, lines: [] };
    });
    expect(missLines(judged)).toEqual(['missed  tune/made-up id-of-tune  story: s; why: note of tune']);
  });

  it('is the count of what a rule catches, without the lines', () => {
    const report = createRuleReport('en/secrecy');
    for (const part of ['check', 'tune', 'benign'] as const) {
      const corpus = secret(part);
      for (const item of corpus.conversations)
        report.onFindings({
          corpus,
          item,
          heard: { index: 0, findings: [finding, { ...finding, rule: 'en/secrecy-not#one' }] },
        });
    }
    const text = report.render();
    expect(text).toContain('[[text]] of tune');
    expect(text).toContain('[[text]] of benign');
    expect(text).not.toMatch(/of check|id-of-check/u);
    expect(text).toMatch(/en\/secrecy#one +0 +1 +0 +1 +1/u);
    expect(report.counts()).toEqual({
      'check/made-up': { right: 0, wrong: 1 },
      'tune/made-up': { right: 0, wrong: 1 },
      'benign/made-up': { right: 0, wrong: 1 },
    });
  });
});
