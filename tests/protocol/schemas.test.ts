import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind, RequestOf } from '../../src/protocol/messages.ts';
import { LIMITS, parseRequest, SCHEMAS } from '../../src/protocol/schemas.ts';
import { SENDERS } from '../../src/protocol/senders.ts';
import { GOOD_FAMILY } from './family-requests.ts';

const message = {
  key: 'k',
  revision: 'r',
  author: 'a',
  direction: 'peer',
  text: 'hello',
  time: null,
  history: false,
} as const;
const batch = { site: 'demo', thread: 't', title: 'T', group: false, stranger: false, messages: [message] };

/** One good request of each kind. */
const GOOD: { readonly [K in Kind]: RequestOf<K> } = {
  hello: { site: 'the-lounge', starts: true },
  observe: { batch },
  shown: { alert: 'a', level: 'caution' },
  dismissed: { alert: 'a', level: 'urgent' },
  health: { health: { site: 'demo', state: 'partly', missing: ['direction'] } },
  voice: {},
  reader: {},
  draft: { site: 'demo', thread: 't', text: 'words' },
  talk: {},
  'not-a-problem': { alert: 'a', undo: false },
  'page-status': { tab: 3 },
  structure: { tab: 3 },
  'sites-health': {},
  'add-origin': { token: 't', origin: 'https://chat.example:8443' },
  'remove-origin': { token: null, origin: 'http://*.chat.example' },
  alerts: { limit: 50, tab: 7 },
  'mark-seen': { alerts: ['a', 'b'] },
  'get-settings': {},
  stored: {},
  'erase-all': {},
  ...GOOD_FAMILY,
};

const observe = (change: object) => ({ kind: 'observe', body: { batch: { ...batch, ...change } } });
const one = (change: object) => observe({ messages: [message, { ...message, ...change }] });

describe('good requests', () => {
  test.each(Object.entries(GOOD))('%s', (kind, body) => {
    expect(parseRequest({ kind, body })).toEqual({ ok: true, envelope: { kind, body } });
  });

  test('what nobody knows is left out', () => {
    const parsed = parseRequest({ kind: 'hello', body: { site: 'demo', starts: false, more: 1 }, extra: 2 });
    expect(parsed).toEqual({ ok: true, envelope: { kind: 'hello', body: { site: 'demo', starts: false } } });
  });

  test('a text that the sender has cut fits, whatever its letters', () => {
    for (const letter of ['a', 'é', '語', '🌙', '\ud83c']) {
      const text = letter.repeat(LIMITS.text / letter.length);
      expect(parseRequest(one({ text })).ok, letter).toBe(true);
    }
  });

  test('lone surrogates and directional marks pass through unchanged', () => {
    const text = '\udc00 \u202egnp.exe\u202c \ud800';
    expect(parseRequest(one({ text }))).toMatchObject({
      envelope: { body: { batch: { messages: [{}, { text }] } } },
    });
  });
});

describe('bad requests name the kind and the field', () => {
  const long = (length: number) => 'x'.repeat(length);
  test.each<[string, unknown, string]>([
    ['hello', { kind: 'hello', body: { site: '' } }, 'hello: site: not valid'],
    ['hello without a body', { kind: 'hello' }, 'hello: body: must be object'],
    ['a site that is no id', { kind: 'hello', body: { site: 'Demo/../x' } }, 'hello: site: not valid'],
    ['a batch that is none', { kind: 'observe', body: { batch: 'x' } }, 'observe: batch: must be object'],
    [
      'too many messages',
      observe({ messages: Array(201).fill(message) }),
      'observe: batch.messages: too large, at most 200',
    ],
    ['a long thread', observe({ thread: long(201) }), 'observe: batch.thread: too large, at most 200'],
    ['no thread', observe({ thread: '' }), 'observe: batch.thread: too small, at least 1'],
    ['a long title', observe({ title: long(201) }), 'observe: batch.title: too large, at most 200'],
    ['a group that is a number', observe({ group: 1 }), 'observe: batch.group: must be boolean'],
    ['more that is undefined', observe({ more: undefined }), 'observe: batch.more: must be boolean'],
    ['a long key', one({ key: long(121) }), 'observe: batch.messages[1].key: too large, at most 120'],
    ['an empty key', one({ key: '' }), 'observe: batch.messages[1].key: too small, at least 1'],
    ['a long revision', one({ revision: long(121) }), 'observe: batch.messages[1].revision: too large, at most 120'],
    ['a long author', one({ author: long(201) }), 'observe: batch.messages[1].author: too large, at most 200'],
    [
      'a direction',
      one({ direction: 'left' }),
      'observe: batch.messages[1].direction: must be one of peer, child, unknown',
    ],
    ['a time that is no number', one({ time: Number.NaN }), 'observe: batch.messages[1].time: must be number'],
    [
      'a time beyond all time',
      one({ time: 1e300 }),
      'observe: batch.messages[1].time: too large, at most 8640000000000000',
    ],
    ['a megabyte of text', one({ text: long(1_000_000) }), 'observe: batch.messages[1].text: longer than 64 KB'],
    ['65 KB of short letters', one({ text: long(65_537) }), 'observe: batch.messages[1].text: longer than 64 KB'],
    ['30,000 long letters', one({ text: '語'.repeat(30_000) }), 'observe: batch.messages[1].text: longer than 64 KB'],
    [
      'shown',
      { kind: 'shown', body: { alert: 'a', level: 'loud' } },
      'shown: level: must be one of caution, warning, urgent',
    ],
    [
      'dismissed',
      { kind: 'dismissed', body: { alert: long(65), level: 'caution' } },
      'dismissed: alert: too large, at most 64',
    ],
    [
      'health',
      { kind: 'health', body: { health: { site: 'demo', state: 'well', missing: [] } } },
      'health: health.state: must be one of watching, partly, not-understood, idle',
    ],
    ['page-status', { kind: 'page-status', body: { tab: 1.5 } }, 'page-status: tab: must be int'],
    ['alerts', { kind: 'alerts', body: { limit: 0, tab: null } }, 'alerts: limit: too small, at least 1'],
    ['mark-seen', { kind: 'mark-seen', body: { alerts: [1] } }, 'mark-seen: alerts[0]: must be string'],
    ['get-settings', { kind: 'get-settings', body: null }, 'get-settings: body: must be object'],
    ['stored', { kind: 'stored', body: [] }, 'stored: body: must be object'],
    ['erase-all', { kind: 'erase-all' }, 'erase-all: body: must be object'],
    ['an unknown kind', { kind: 'shout', body: {} }, 'unknown kind of message'],
    ['a kind of every object', { kind: 'toString', body: {} }, 'unknown kind of message'],
    ['null', null, 'unknown kind of message'],
    ['text', 'observe', 'unknown kind of message'],
  ])('%s', (_name, raw, error) => {
    expect(parseRequest(raw)).toEqual({ ok: false, error });
  });

  test('no error quotes what was sent', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3 }),
        fc.constantFrom('key', 'author', 'direction', 'time', 'text'),
        (secret, field) => {
          const marked = `${secret}<secret>`;
          const parsed = parseRequest(
            one({ [field]: field === 'text' ? { marked } : field === 'time' ? marked : marked.repeat(200) }),
          );
          expect(parsed.ok).toBe(false);
          expect(parsed.ok ? '' : parsed.error).not.toContain('<secret>');
        },
      ),
    );
  });

  test('nothing that can be sent makes it throw', () => {
    const kind = fc.oneof(fc.constantFrom(...Object.keys(SCHEMAS)), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.record({ kind, body: fc.anything() }), fc.anything()), (raw) => {
        const parsed = parseRequest(raw);
        expect(typeof parsed.ok).toBe('boolean');
      }),
    );
  });
});

test('every kind has senders and a schema', () => {
  expect(Object.keys(SENDERS).sort()).toEqual(Object.keys(SCHEMAS).sort());
  expect(Object.entries(SENDERS).filter(([, roles]) => roles.length === 0)).toEqual([]);
});
