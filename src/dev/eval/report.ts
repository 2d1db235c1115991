import { isEnglish, languageOf, type Part } from './corpora.ts';
import type { JudgedCorpus } from './judge.ts';
import { scoreLines } from './lines.ts';
import { isAlerted, type Judged, type Score, score } from './score.ts';
import { interval } from './statistics.ts';
import { type StoryScore, scoreStories } from './stories.ts';
import { percent, range, table } from './table.ts';

/** Figures of one file, or of several together. */
export interface NamedScore {
  readonly name: string;
  readonly score: Score;
}

/** False alerts per 10,000 messages that are borne, from the bar of the project. */
const BENIGN_BAR: Readonly<Record<string, number>> = { sms: 1, orders: 1, 'small-talk': 3, irc: 5, support: 10 };
/** Stories that are shown when not all are asked for. */
const WEAK_STORIES = 24;

/** Everything that `npm run eval` knows, as plain values. */
export function summarise(judged: readonly JudgedCorpus[]) {
  const chats = judged.filter(({ conversations }) => conversations.length > 0);
  const of = (part: Part) => chats.filter(({ corpus }) => corpus.part === part);
  const pool = (corpora: readonly JudgedCorpus[]): Judged[] =>
    corpora.flatMap(({ conversations }) => [...conversations]);
  const english = (part: Part) => pool(of(part).filter(({ corpus }) => isEnglish(corpus)));
  const lines = (part: Part) => judged.filter(({ corpus }) => corpus.part === part && corpus.lines.length > 0);
  return {
    check: { each: named(of('check')), pooled: score(english('check')), stories: scoreStories(english('check')) },
    tune: { each: named(of('tune')), pooled: score(english('tune')), stories: scoreStories(english('tune')) },
    unread: { each: named(of('unread')), pooled: score(english('unread')) },
    plain: { each: named(of('plain')), pooled: score(pool(of('plain'))) },
    others: (['tune', 'unread', 'plain'] as const).flatMap((part) => others(part, of(part))),
    benign: of('benign').map(({ corpus, conversations }) => {
      const alerted = conversations.filter(isAlerted).length;
      return {
        name: corpus.name,
        bar: BENIGN_BAR[corpus.name] ?? null,
        alerted,
        alerted95: interval(alerted, conversations.length),
        score: score(conversations),
      };
    }),
    lines: (['check', 'tune'] as const).flatMap((part) =>
      lines(part).map(({ corpus, lines: judgedLines }) => ({
        name: `${part}/${corpus.name}`,
        score: scoreLines(judgedLines),
      })),
    ),
    linesPooled: {
      check: scoreLines(lines('check').flatMap(({ lines: own }) => [...own])),
      tune: scoreLines(
        lines('tune')
          .filter(({ corpus }) => isEnglish(corpus))
          .flatMap(({ lines: own }) => [...own]),
      ),
    },
  };
}

export type Summary = ReturnType<typeof summarise>;

function named(corpora: readonly JudgedCorpus[]): NamedScore[] {
  return corpora.map(({ corpus, conversations }) => ({
    name: `${corpus.part}/${corpus.name}`,
    score: score(conversations),
  }));
}

/** The languages other than English of a part: all together, and each that has several files. */
function others(part: Part, corpora: readonly JudgedCorpus[]): NamedScore[] {
  const files = corpora.filter(({ corpus }) => !isEnglish(corpus));
  const together = (name: string, own: readonly JudgedCorpus[]): NamedScore[] =>
    own.length > 1
      ? [{ name: `${part}, ${name} together`, score: score(own.flatMap(({ conversations }) => conversations)) }]
      : [];
  const languages = [...new Set(files.map(({ corpus }) => languageOf(corpus)))];
  return [
    ...(languages.length > 1 ? together('other languages', files) : []),
    ...languages.flatMap((lang) =>
      together(
        lang,
        files.filter(({ corpus }) => languageOf(corpus) === lang),
      ),
    ),
  ];
}

const CHAT_HEADS = [
  '',
  'alert',
  'recall',
  '95 %',
  'in time',
  'level right',
  'none',
  'false',
  '95 %',
  'per 10k',
  'watch',
];

function chatRow(name: string, { alert, none, watch }: Score): (string | number | null)[] {
  return [
    name,
    alert.count,
    percent(alert.recall),
    range(alert.recall95),
    percent(alert.inTime),
    percent(alert.levelRight),
    none.count,
    percent(none.falseAlertRate),
    range(none.falseAlertRate95),
    none.falseAlertsPer10kMessages?.toFixed(1) ?? null,
    `${watch.alerted}/${watch.count}`,
  ];
}

/** The tables for people. */
export function render(summary: Summary, options: { stories: boolean }): string {
  const { check, tune, unread, plain, others, benign, lines, linesPooled } = summary;
  const chats = [...check.each, ...tune.each, ...unread.each, ...plain.each];
  const parts = [
    table('Chats', CHAT_HEADS, [
      chatRow('check, English together', check.pooled),
      chatRow('tune, English together', tune.pooled),
      chatRow('unread, English together', unread.pooled),
      chatRow('plain, all languages together', plain.pooled),
      ...[...others, ...chats].map(({ name, score: own }) => chatRow(name, own)),
    ]),
    table(
      'Benign chats, each set by itself: false alerts',
      ['', 'chats', 'messages', 'alerts in chats', '95 %', 'severe', 'per 10,000 messages', 'bar'],
      benign.map(({ name, score: own, bar, alerted, alerted95 }) => [
        name,
        own.none.count,
        own.none.messages,
        alerted,
        range(alerted95),
        percent(own.none.severeFalseRate),
        own.none.falseAlertsPer10kMessages?.toFixed(2) ?? null,
        bar,
      ]),
    ),
    table(
      'Length and grouping (evidence of nothing): check',
      ['', 'alert', 'recall', 'none', 'false'],
      Object.entries(check.pooled.slices).map(([name, slice]) => [
        name,
        slice.alert,
        percent(slice.recall),
        slice.none,
        percent(slice.falseAlertRate),
      ]),
    ),
    signalTable(check.pooled, tune.pooled),
    lineTable(linesPooled),
    table(
      'Single lines, each file',
      ['', 'lines', 'macro-F1', 'of core signals', 'near misses caught'],
      lines.map(({ name, score: own }) => [
        name,
        own.lines,
        percent(own.macroF1),
        percent(own.coreF1),
        percent(own.nearFalseRate),
      ]),
    ),
    storyTable('tune', tune.stories, options.stories),
    storyTable('check', check.stories, options.stories),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function signalTable(check: Score, tune: Score): string {
  const names = [...new Set([...Object.keys(check.signals), ...Object.keys(tune.signals)])].sort();
  const macro = `macro-F1 ${percent(check.signalMacroF1)} on check, ${percent(tune.signalMacroF1)} on tune`;
  const cells = (from: Score, name: string) => {
    const own = Object.entries(from.signals).find(([key]) => key === name)?.[1];
    return [percent(own?.precision), percent(own?.recall), percent(own?.f1), percent(own?.conversationRecall)];
  };
  return table(
    `Signals on messages of chats: ${macro}`,
    ['', 'check P', 'R', 'F1', 'in chats', 'tune P', 'R', 'F1', 'in chats'],
    names.map((name) => [name, ...cells(check, name), ...cells(tune, name)]),
  );
}

function lineTable({ check, tune }: Summary['linesPooled']): string {
  const names = [...new Set([...Object.keys(check.signals), ...Object.keys(tune.signals)])];
  const cells = (from: typeof check, name: string) => {
    const own = Object.entries(from.signals).find(([key]) => key === name)?.[1];
    return [percent(own?.precision), percent(own?.recall), percent(own?.f1), percent(own?.nearFalseRate)];
  };
  return table(
    `Signals on single lines: macro-F1 ${percent(check.macroF1)} on check, ${percent(tune.macroF1)} on tune`,
    ['', 'check P', 'R', 'F1', 'near', 'tune P', 'R', 'F1', 'near'],
    names.map((name) => [name, ...cells(check, name), ...cells(tune, name)]),
  );
}

function storyTable(part: Part, stories: readonly StoryScore[], all: boolean): string {
  const shown = stories.filter(
    ({ alert, caught, falseAlerts }) => all || (alert > 0 && caught < alert) || falseAlerts > 0,
  );
  if (shown.length === 0) return '';
  const list = all ? shown : shown.slice(0, WEAK_STORIES);
  const more = shown.length - list.length;
  return table(
    `Stories of ${part}, weakest first${more > 0 ? ` (${more} more: --stories)` : ''}`,
    ['', 'caught', 'in time', 'false'],
    list.map(({ story, alert, caught, inTime, none, falseAlerts }) => [
      story,
      alert === 0 ? null : `${caught}/${alert}`,
      alert === 0 ? null : `${inTime}/${alert}`,
      none === 0 ? null : `${falseAlerts}/${none}`,
    ]),
  );
}
