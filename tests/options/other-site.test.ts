import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../src/options/other-site.ts';

describe('another site', () => {
  it.each([
    ['chat.example.org', 'https://*.chat.example.org/*'],
    ['www.example.org', 'https://*.example.org/*'],
    [' https://example.org/room/7?x=1 ', 'https://*.example.org/*'],
    ['http://example.org', 'http://*.example.org/*'],
    ['EXAMPLE.org:8443/x', 'https://*.example.org/*'],
    ['http://localhost:3000', 'http://localhost/*'],
    ['http://192.168.1.7/chat', 'http://192.168.1.7/*'],
  ])('%j is asked for as %s', (typed, pattern) => {
    expect(patternsOf(typed)).toEqual([pattern]);
  });

  it.each([
    '',
    '   ',
    'hello',
    'two words.org x',
    'ftp://example.org',
    'javascript:alert(1)',
    'file:///etc/hosts',
    'https://',
    'about:config',
    '*',
  ])('%j is none', (typed) => {
    expect(patternsOf(typed)).toBeNull();
  });
});
