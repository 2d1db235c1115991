import { riskOf } from './alert.ts';
import { type CompiledPack, compilePack } from './compile.ts';
import { type Amount, amountAt, type ConversationState } from './conversation.ts';
import { languagesHeard } from './language-choice.ts';
import { type Hit, matchText } from './match.ts';
import type { RulePack } from './pack.ts';
import { read } from './reading.ts';
import { unleet } from './repair.ts';
import { levelRank, type SignalId } from './signal.ts';
import type { PackTables } from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a draft may give away, the gravest first. The rules of `gives.yaml` are named after these. */
export const GIFTS = [
  'password',
  'code',
  'money',
  'picture',
  'camera',
  'meeting',
  'address',
  'school',
  'phone',
] as const;

export type Gift = (typeof GIFTS)[number];

/** What is known of the one whom the draft is for, and now, in ms since the epoch. */
export interface DraftContext {
  readonly now: number;
  /** The parent marked this peer as trusted. */
  readonly trusted?: boolean;
}

/** Judges what the child is about to send. Pure, and keeps nothing. */
export interface DraftJudge {
  /** What this draft gives away of what was asked for in the conversation, or null. */
  judge(state: ConversationState, draft: string, context: DraftContext): Gift | null;
  /** Whether anything was asked for in the conversation that a draft could give away: without it none is looked at. */
  matters(state: ConversationState, context: DraftContext): boolean;
}

/** The evidence that makes each gift dangerous. */
const ASKED: Readonly<Record<Gift, readonly SignalId[]>> = {
  password: ['credential-request', 'account-hijack'],
  code: ['credential-request', 'account-hijack'],
  money: ['extortion-payment', 'threat-exposure', 'account-hijack'],
  picture: ['image-request', 'threat-exposure', 'sexual-talk'],
  camera: ['webcam-request', 'sexual-talk', 'self-harm-coercion'],
  meeting: ['meeting-request'],
  address: ['personal-probe', 'meeting-request', 'threat-harm', 'supervision-probe'],
  school: ['personal-probe', 'meeting-request', 'supervision-probe'],
  phone: ['personal-probe', 'platform-switch', 'meeting-request', 'credential-request'],
};

/** Secrets are no business of anybody: that they were asked for is enough. Of the rest friends speak every day. */
const SECRET: ReadonlySet<Gift> = new Set(['password', 'code']);
/** Evidence from which something counts as asked for. Set by hand: a plain question has 0.35 and more. */
const ASKED_FROM = 0.25;
/** Share of the risk of an alert (of the first language, whatever is spoken) from which a conversation is no longer an ordinary one. */
const UNEASY = 0.5;
/** Words of a draft that is an answer and nothing else. */
const SHORT = 6;
/** How often the first language's list, which is long, has an ordinary word; those of the others hold ordinary words alone. */
const ORDINARY = 100;

/** The part of a pack that a draft is read with. To give is a way of complying: it stands there, beside refusals. */
export function draftPack(pack: RulePack): RulePack {
  const { refuses = {} } = pack.replies;
  return { ...pack, rules: {}, replies: { complies: pack.gives, refuses, reports: {} } };
}

/** What drafts are read with in a language. */
export interface DraftSource {
  readonly pack: RulePack;
  /** Of its `draftPack`, made at build time: reading them takes a twentieth of the time. */
  readonly tables?: PackTables | undefined;
}

/** The languages in which drafts are read. */
export interface DraftLanguages {
  /** Reads every draft; its weights count. */
  readonly first: string;
  /** Those that say what a draft may give away: each reads where it was heard. */
  readonly all: readonly string[];
  /** @throws Error that names the file and what is wrong in it */
  readonly load: (lang: string) => DraftSource;
}

/**
 * Makes the judge. A language is made ready when the first draft is read in it.
 * @throws Error that names the rule when one does not compile
 */
export function createDraftJudge({ first, all, load }: DraftLanguages): DraftJudge {
  const made = new Map<string, CompiledPack>();
  const compiled = (lang: string, { pack, tables } = load(lang)): CompiledPack => {
    const ready = compilePack(draftPack(pack), tables);
    made.set(lang, ready);
    return ready;
  };
  const source = load(first);
  const own = compiled(first, source);
  const { weights } = source.pack;
  const packsFor = ({ languages }: ConversationState) => {
    const heard = languagesHeard(languages);
    const others = heard.filter((lang) => lang !== first && all.includes(lang));
    return {
      packs: [own, ...others.map((lang) => made.get(lang) ?? compiled(lang))],
      // A word of the language that is heard may be one of the first language that lets a secret go ("locker", "room").
      letsGo: (pack: CompiledPack) => pack !== own || others.length === 0 || heard.includes(first),
    };
  };
  const asked = (state: ConversationState, gift: Gift, now: number) =>
    ASKED[gift].some((signal) => evidenceOf(state, signal, now, weights.halfLifeDays) >= ASKED_FROM);
  const uneasy = (state: ConversationState, now: number) =>
    state.raised !== null ||
    [state, ...Object.values(state.others)].some(
      ({ evidence, concern }) =>
        riskOf({ ...state, evidence, concern }, now, weights).risk >= weights.threshold * UNEASY,
    );
  const open = (state: ConversationState, { now, trusted = false }: DraftContext): Gift[] => {
    // Somebody whom the family trusts must have gone far before anything is held.
    if (trusted && levelRank(state.raised) < levelRank('warning')) return [];
    return GIFTS.filter((gift) => asked(state, gift, now) && (SECRET.has(gift) || uneasy(state, now)));
  };
  return {
    matters: (state, context) => open(state, context).length > 0,
    judge(state, draft, context) {
      const wanted = open(state, context);
      if (wanted.length === 0) return null;
      const given = givenIn(draft, packsFor(state));
      return wanted.find((gift) => given.has(gift)) ?? null;
    },
  };
}

function evidenceOf(state: ConversationState, signal: SignalId, now: number, half: number): number {
  const amounts: (Amount | undefined)[] = [state.evidence[signal]];
  for (const other of Object.values(state.others)) amounts.push(other.evidence[signal]);
  return Math.max(...amounts.map((amount) => amountAt(amount, now, half)));
}

interface DraftReaders {
  readonly packs: readonly CompiledPack[];
  /** Whether what this one takes for no secret is none. */
  readonly letsGo: (pack: CompiledPack) => boolean;
}

const nameOf = ({ rule }: Hit): string => rule.id.slice(rule.id.indexOf('#') + 1);

function givenIn(text: string, { packs, letsGo }: DraftReaders): Set<Gift> {
  const readings = packs.map((pack) => ({ pack, reading: read(text, pack) }));
  const hits = readings.flatMap(({ pack, reading }) =>
    matchText(reading, pack, { ignoreBreaks: false, across: null, wanted: () => true }).filter(
      (hit) => letsGo(pack) || !nameOf(hit).startsWith('nothing-'),
    ),
  );
  const strong = hits.filter((hit) => hit.factor >= 0.5);
  const given = new Set<Gift>();
  const names = strong.filter(({ rule }) => rule.reply === 'complies').map(nameOf);
  const question = readings.some(({ reading }) => reading.question);
  const short = readings.some(({ reading }) => reading.terms.length <= SHORT);
  const digit = /\p{Nd}/u.test(text);
  for (const name of names) {
    if (name.endsWith('-number') && !digit) continue;
    if (name.endsWith('-short') && !short) continue;
    const gift = GIFTS.find((id) => name === id || name.startsWith(`${id}-`));
    // "Should I send it?" gives nothing yet; a secret in a question is given all the same.
    if (gift !== undefined && (!question || SECRET.has(gift))) given.add(gift);
  }
  // A rule knows what a number is; its shape is asked where none does.
  const refused = strong.some(({ rule }) => rule.reply === 'refuses');
  if (names.length === 0 && !refused) for (const gift of shapesIn(text, packs)) given.add(gift);
  // In whatever tone: a code of a game stays one in a joke.
  if (hits.some((hit) => nameOf(hit).startsWith('nothing-'))) for (const gift of SECRET) given.delete(gift);
  return given;
}

/** What looks like a secret in any language, in a draft that says little else. */
function shapesIn(text: string, packs: readonly CompiledPack[]): Gift[] {
  const words = text.trim().split(/\s+/u);
  const found: Gift[] = [];
  if (words.length > SHORT) return found;
  if (words.some((word) => looksLikePassword(word, packs))) found.push('password');
  const numbers = text.match(/(?<![\p{L}\p{Nd}£$€.,:/-])\p{Nd}(?:[ -]?\p{Nd}){3,14}(?![\p{L}\p{Nd}:/%])/gu) ?? [];
  for (const number of numbers) {
    const digits = plainDigits(number.replace(/\P{Nd}/gu, ''));
    if (digits.length >= 9) found.push('phone');
    else if (!/^(?:19|20)\d\d$/.test(digits)) found.push('code');
  }
  return found;
}

/** `sunny123`, `Blue!whale`: letters with digits or signs within, in a word that no language knows. */
function looksLikePassword(word: string, packs: readonly CompiledPack[]): boolean {
  const bare = word.replace(/^["'(«“]+|["').,!?…»”]+$/gu, '');
  if (bare.length < 6 || bare.length > 40 || /[:/\\]|@.*\.|^[@#]/u.test(bare)) return false;
  const letters = bare.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 3 || /^\p{Nd}+(?:st|nd|rd|th|am|pm|min|mins|hrs|kg|cm|km|px|fps|gb|mb)$/iu.test(bare)) return false;
  if (packs.some((pack) => pack.lexicon.get(bare.toLowerCase()) !== undefined || isWrittenSo(bare, pack))) return false;
  if (packs.some(({ vocabulary }, i) => isPlainWord(bare, vocabulary, i === 0 ? ORDINARY : 1))) return false;
  return /\p{Nd}/u.test(bare) || /\p{L}[!$%&*+=^_#@]\p{L}/u.test(bare);
}

/** `ma3rafsh`: a word in a language that writes letters as digits, each before another letter; a password ends with its digits. */
function isWrittenSo(word: string, { vocabulary }: CompiledPack): boolean {
  const runs = vocabulary.writing?.letters?.runs;
  if (runs === undefined) return false;
  const digits = [...word.matchAll(/(\p{Nd})(.?)/gu)];
  return digits.every(([, sign = '', next = '']) => /\p{L}/u.test(next) && runs.get(sign)?.some(({ digit }) => digit));
}

/** `tomorr0w`, `gr4zie`: one letter of an ordinary word written as a digit; a password hides more of it, or ends with its digits. */
function isPlainWord(word: string, vocabulary: Vocabulary, ordinary: number): boolean {
  const text = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (!/^[a-z]*\p{Nd}[a-z]+$/u.test(text)) return false;
  return unleet(text, vocabulary).some((form) => (vocabulary.counts.get(form) ?? 0) >= ordinary);
}

/** Arabic digits as those of ASCII: both have their worth in the last four bits. */
const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
