import { describe, expect, it } from 'vitest';
import { packWithExamples, ruleLanguages } from '../../src/dev/rule-files.ts';
import {
  type ConversationState,
  createDraftJudge,
  createEngine,
  GIFTS,
  type Gift,
  type SignalId,
} from '../../src/engine/index.ts';

const pack = packWithExamples('en');
const engine = createEngine(pack);
const languages = ruleLanguages().filter((lang) => Object.keys(packWithExamples(lang).gives).length > 0);
const drafts = createDraftJudge({
  first: 'en',
  all: languages,
  load: (lang) => ({ pack: lang === 'en' ? pack : packWithExamples(lang) }),
});
const NOW = Date.UTC(2026, 10, 25, 12);

/** A conversation with full evidence of these signals, uneasy enough for an alert. */
function about(...signals: SignalId[]): ConversationState {
  const evidence = Object.fromEntries(signals.map((signal) => [signal, [0.9, NOW]]));
  return { ...engine.start(), evidence, raised: 'warning' };
}

const EVERYTHING = about(
  'credential-request',
  'account-hijack',
  'extortion-payment',
  'image-request',
  'webcam-request',
  'meeting-request',
  'personal-probe',
);
const judge = (state: ConversationState, draft: string, trusted = false) =>
  drafts.judge(state, draft, { now: NOW, trusted });
const giftOf = (rule: string) => GIFTS.find((gift) => rule === gift || rule.startsWith(`${gift}-`));

/** The same conversation, held in a language. */
const heardIn = (lang: string): ConversationState => ({
  ...EVERYTHING,
  languages: { scores: { [lang]: 4 }, words: 20 },
});

describe.each(languages)('rules/%s/gives.yaml', (lang) => {
  const rules = Object.entries(packWithExamples(lang).gives);
  const state = heardIn(lang);

  describe.each(rules.filter(([name]) => name.startsWith('nothing-')))('%s', (_, rule) => {
    it.each(rule.examples?.match ?? [])('lets go: %s', (text) => expect(judge(state, text)).toBeNull());
    it.each(rule.examples?.pass ?? [])('leaves to be held: %s', (text) => expect(judge(state, text)).not.toBeNull());
  });

  describe.each(rules.filter(([name]) => !name.startsWith('nothing-')))('%s', (name, rule) => {
    it('is named after a gift, with a reason and examples', () => {
      expect(giftOf(name), `name it ${GIFTS.join(', ')}, or one of these and more`).toBeDefined();
      expect(rule.why).toBeTruthy();
      expect(rule.examples).toBeDefined();
    });

    it.each(rule.examples?.match ?? [])('holds: %s', (text) => {
      expect(judge(state, text)).toBe(giftOf(name));
    });

    it.each(rule.examples?.pass ?? [])('lets go: %s', (text) => {
      expect(judge(state, text)).toBeNull();
    });
  });

  it('holds each gift', () => {
    expect(new Set(rules.flatMap(([name]) => giftOf(name) ?? []))).toEqual(new Set(GIFTS));
  });
});

describe('a draft', () => {
  it.each<[SignalId, string, Gift]>([
    ['credential-request', 'bluewhale99', 'password'],
    ['credential-request', 'its Sunny!day7', 'password'],
    ['credential-request', 'my password is rainbow', 'password'],
    ['credential-request', '482913', 'code'],
    ['credential-request', 'ok it says 482 913', 'code'],
    ['personal-probe', '14 maple road', 'address'],
    ['personal-probe', 'i go to hill park school', 'school'],
    ['personal-probe', '07700 900123', 'phone'],
    ['webcam-request', "ok i'll turn it on", 'camera'],
    ['image-request', "fine i'll send it", 'picture'],
    ['meeting-request', 'ok ill meet you there', 'meeting'],
    ['extortion-payment', 'ok ill pay', 'money'],
  ])('after %s: "%s" gives a %s', (signal, text, gift) => {
    expect(judge(about(signal), text)).toBe(gift);
  });

  it.each([
    'no',
    'why do u want my password',
    "i won't send it",
    'im not telling you my password',
    'lol ok',
    'see u at 10:30',
    'im 12',
    'it was 2024',
    'gr8 l8r',
    'who is this',
    'i told my mum',
    'minecraft?',
    '£2500',
  ])('that gives nothing passes: %s', (text) => {
    expect(judge(EVERYTHING, text)).toBeNull();
  });

  it.each(['ma3rafsh', '7abibi', '3ndi emt7an', 'mish hab3at', 'مواليد ٢٠١٢', '٢٠١٢'])(
    'in letters that are digits, or of a year in those of Arabic, passes where Arabic was heard: %s',
    (text) => {
      expect(judge(heardIn('ar'), text)).toBeNull();
    },
  );

  it.each(['sunny123', 'noora77', 'luna2012', '٤٨٢٩١٣'])('is held where Arabic was heard: %s', (text) => {
    expect(judge(heardIn('ar'), text)).not.toBeNull();
  });

  it.each<[string, string]>([
    ['de', 'mein passwort ist locker zu merken, sonne99'],
    ['fr', 'soleil22 level facile'],
    ['es', 'la clave de mi insta es minutos22'],
  ])('in %s is held for all that a word of it says in English: %s', (lang, text) => {
    expect(judge(heardIn(lang), text)).toBe('password');
  });

  it('is read with what English lets go where English was heard too', () => {
    const languages = { scores: { de: 4, en: 3 }, words: 20 };
    expect(judge({ ...EVERYTHING, languages }, 'squad number 48291')).toBeNull();
  });

  it.each([
    ['it', 'posso passare domani'],
    ['it', 'mi fai passare il test'],
    ['de', 'das passten wir an'],
    ['fr', '2h au cinema cest trop court'],
  ])('in %s passes for all that a word of it looks like in English: %s', (lang, text) => {
    expect(judge(heardIn(lang), text)).toBeNull();
  });

  it.each([
    ['en', 'th4nks bro'],
    ['en', 'tomorr0w'],
    ['en', 'n0thing'],
    ['it', 'gr4zie'],
    ['es', 'm4ñana'],
    ['de', 'n4türlich'],
  ])('in %s with a letter of an ordinary word as a digit passes: %s', (lang, text) => {
    expect(judge(heardIn(lang), text)).toBeNull();
  });

  it.each([
    ['en', 'dr4gon99'],
    ['en', 'p4ssw0rd'],
    ['en', 'sunsh1ne'],
    ['en', 'thanks4all'],
    ['it', 'gr4zie77'],
    ['it', 'b4l3n4'],
  ])('in %s that hides more, or a rarer word, is held: %s', (lang, text) => {
    expect(judge(heardIn(lang), text)).toBe('password');
  });

  it('of one who says that a parent will hear of it is held all the same', () => {
    expect(judge(heardIn('de'), 'ok ich treff dich, ich sag mama ich bin bei lena')).toBe('meeting');
  });

  it('passes where nothing was asked for', () => {
    const calm = engine.start();
    for (const text of ['my password is sunny123', '482913', 'ok ill send it', '14 maple road', 'the code is 4471'])
      expect(judge(calm, text), text).toBeNull();
    expect(drafts.matters(calm, { now: NOW })).toBe(false);
  });

  it('passes in an ordinary talk of friends who ask for school or a picture', () => {
    const evidence = { 'personal-probe': [0.4, NOW], 'image-request': [0.3, NOW] } as const;
    const friends = { ...engine.start(), evidence };
    expect(judge(friends, 'i go to hill park school')).toBeNull();
    expect(judge(friends, 'ok ill send it')).toBeNull();
  });

  it('of a wifi password to somebody trusted, or of a code in a lesson, passes', () => {
    const read = (lines: readonly string[], trusted: boolean) =>
      lines.reduce(
        (state, text) =>
          engine.observe(
            state,
            { author: 'x', direction: 'peer', text, time: NOW },
            { now: NOW, group: false, trusted },
          ).state,
        engine.start(),
      );
    const home = read(['whats the wifi password'], true);
    expect(judge(home, 'the wifi password is bluewhale99', true)).toBeNull();
    expect(judge(read(['whats the wifi password'], false), 'the wifi password is bluewhale99')).toBeNull();
    const lesson = read(['open the quiz', 'what is the kahoot code'], false);
    expect(judge(lesson, '482913')).toBeNull();
  });

  it('is held after a real request', () => {
    const asked = engine.observe(
      engine.start(),
      { author: 'x', direction: 'peer', text: 'can u send me ur password', time: NOW },
      { now: NOW, group: false },
    ).state;
    expect(judge(asked, 'its sunny123')).toBe('password');
  });

  it('is judged by what any of a group asked', () => {
    const others = { a: { evidence: { 'credential-request': [0.8, NOW] }, concern: [0, 0] } } as const;
    expect(judge({ ...engine.start(), others }, 'sunny123')).toBe('password');
  });

  it('with a picture is held in a group whoever spoke last there', () => {
    const asked = about('image-request', 'threat-exposure', 'secrecy');
    const { evidence, concern } = { ...asked, concern: [3, NOW] as const };
    const one: ConversationState = { ...engine.start(), evidence, concern };
    const other: ConversationState = { ...engine.start(), others: { a: { evidence, concern } } };
    expect(judge(one, 'ok here is the pic')).toBe('picture');
    expect(judge(other, 'ok here is the pic')).toBe('picture');
  });

  it('is read from its beginning, however long it is', () => {
    expect(judge(EVERYTHING, `my password is sunny123. ${'and then we went home. '.repeat(400)}`)).toBe('password');
  });

  it('is free again when the request is long ago', () => {
    const late = { now: NOW + 60 * 86_400_000 };
    expect(drafts.judge(about('credential-request'), 'sunny123', late)).toBeNull();
  });

  it('of any length and any signs is judged without an error', () => {
    for (const text of ['', ' ', '\u0000', '🙂'.repeat(5000), 'a'.repeat(20_000), '('.repeat(3000)])
      expect(() => judge(EVERYTHING, text)).not.toThrow();
  });
});
