/** What the second opinion takes away from what rules found, and what it may not. */
import { describe, expect, it } from 'vitest';
import { allLanguages } from '../../src/catalog.ts';
import { packWithExamples } from '../../src/dev/rule-files.ts';
import { namedIn } from '../../src/engine/alert.ts';
import { type ConversationState, createEngine, type SecondOpinion, SIGNALS } from '../../src/engine/index.ts';

/** Holds every signal of every message for as likely as this. */
const sayingAlways = (probability: number): SecondOpinion => ({
  id: 'model/test',
  score: () => ({ signals: new Float32Array(SIGNALS.length).fill(probability), concern: 0 }),
});

const pack = packWithExamples('en');

function found(text: string, direction: 'peer' | 'child', options: { opinion?: SecondOpinion; doubt?: number }) {
  const { opinion, doubt = pack.weights.opinion.doubt } = options;
  const weights = { ...pack.weights, opinion: { ...pack.weights.opinion, doubt } };
  const engine = createEngine({ ...pack, weights }, opinion ? { opinion } : {});
  const message = { author: 'a', direction, text, time: 0 };
  return engine
    .observe(engine.start(), message, { now: 0, group: false })
    .findings.filter(({ source }) => source === 'rule')
    .map(({ signal }) => signal);
}

describe('what a rule found', () => {
  const ASKED = 'im in your town next week';

  it('stays without a second opinion', () => {
    expect(found(ASKED, 'peer', {})).toContain('meeting-request');
  });

  it('is left out when the second opinion holds it for next to impossible', () => {
    expect(found(ASKED, 'peer', { opinion: sayingAlways(0.01) })).not.toContain('meeting-request');
  });

  it('stays when the second opinion is merely unsure', () => {
    expect(found(ASKED, 'peer', { opinion: sayingAlways(0.06) })).toContain('meeting-request');
  });

  it('stays where the weights let no doubt count, as in languages that are read word by word', () => {
    expect(found(ASKED, 'peer', { opinion: sayingAlways(0), doubt: 0 })).toContain('meeting-request');
  });

  it('stays, whatever the second opinion says, when the wording may alert alone', () => {
    const alone = Object.values(pack.rules['account-hijack'] ?? {}).find((rule) => rule.alone);
    const example = alone?.examples?.match[0]?.replace(/\[\[|\]\]/g, '') ?? '';
    expect(example).not.toBe('');
    expect(found(example, 'peer', { opinion: sayingAlways(0) })).toContain('account-hijack');
  });
});

describe('an alert that rests on the concern alone', () => {
  const TEXT = 'the cat sat by the window';
  /** Deeply concerned about one message, and thinks of little that it could carry: pressure first. */
  const concerned: SecondOpinion = {
    id: 'model/test',
    score: ({ words }) => ({
      signals: Float32Array.from(SIGNALS, (signal) =>
        signal === 'pressure' ? 0.04 : signal === 'secrecy' ? 0.03 : 0.01,
      ),
      concern: words.includes('cat') ? 0.98 : 0.01,
    }),
  };
  const engine = createEngine(pack, { opinion: concerned });
  const observe = (state: ConversationState, text: string, time: number, quiet?: ReadonlySet<string>) =>
    engine.observe(
      state,
      { author: 'a', direction: 'peer', text, time },
      { now: time, group: false, ...(quiet && { quiet }) },
    );
  const first = observe(engine.start(), TEXT, 0);

  it('names the likeliest signal, with its place', () => {
    expect(first.alert?.signals).toEqual(['pressure']);
    expect(first.alert?.reasons).toEqual([
      { signal: 'pressure', source: 'model', rule: 'model/test', span: [0, TEXT.length], time: 0 },
    ]);
  });

  it('makes no evidence of it, and no finding', () => {
    expect(first.findings).toEqual([]);
    expect(first.state.evidence).toEqual({});
  });

  it('names nothing in later messages', () => {
    const later = observe(first.state, 'see you at school', 3 * 86_400_000);
    expect(later.alert).toBeNull();
    expect(later.grown).toBeNull();
    expect(later.state.reasons).toEqual(first.state.reasons);
  });

  it('names none that the family has silenced', () => {
    const quiet = new Set(['model/test#pressure']);
    expect(observe(engine.start(), TEXT, 0, quiet).alert?.signals).toEqual(['secrecy']);
  });
});

describe('a message in two languages', () => {
  it.each(['en', 'es'])('has its reason pointed once, by the more concerned second opinion: %s', (concerned) => {
    const explained: string[] = [];
    const opinion = (lang: string): SecondOpinion => ({
      id: 'model/test',
      score: ({ words }) => ({
        signals: new Float32Array(SIGNALS.length).fill(words.includes('skin') ? 0.9 : 0),
        concern: !words.includes('skin') ? 0 : lang === concerned ? 0.98 : 0.6,
      }),
      explain: () => {
        explained.push(lang);
        return { words: [{ index: lang === 'en' ? 0 : 1 }] };
      },
    });
    const engine = createEngine(allLanguages(), { opinion, withoutRules: true });
    const observe = (state: ConversationState, text: string) =>
      engine.observe(state, { author: 'a', direction: 'peer', text, time: 0 }, { now: 0, group: false });
    const talk = ['hola que tal, quieres jugar conmigo hoy', 'yeah sure what do you want to play'];
    const state = talk.reduce((before, text) => observe(before, text).state, engine.start());
    const { alert, languages } = observe(state, 'te mando my new skin bro');
    expect(languages).toHaveLength(2);
    expect(alert?.reasons[0]?.span).toEqual(concerned === 'en' ? [0, 2] : [3, 8]);
    expect(explained).toEqual([concerned]);
  });
});

it('an alert of which every signal is weak names the strongest', () => {
  const shares = [
    { signal: 'secrecy', evidence: 0.15, share: 0.3 },
    { signal: 'pressure', evidence: 0.1, share: 0.1 },
  ] as const;
  expect(namedIn({ risk: 3, shares })).toEqual(['secrecy']);
  expect(namedIn({ risk: 3, shares: [] })).toEqual([]);
});
