import { describe, expect, it } from 'vitest';
import { covers } from '../../src/sites/choose.ts';

const at = (url: string) => {
  const { protocol, host, pathname } = new URL(url);
  return { protocol, host, pathname };
};

describe('a match pattern covers', () => {
  it.each([
    ['https://chat.example.org/*', 'https://chat.example.org/', true],
    ['https://chat.example.org/*', 'https://chat.example.org/a/b', true],
    ['https://chat.example.org/*', 'http://chat.example.org/', false],
    ['https://chat.example.org/*', 'https://chatxexample.org/', false],
    ['https://chat.example.org/*', 'https://evil.org/chat.example.org/', false],
    ['https://chat.example.org/*', 'https://chat.example.org.evil.org/', false],
    ['*://example.org/im*', 'http://example.org/im?x', true],
    ['*://example.org/im*', 'ftp://example.org/im', false],
    ['https://*.example.org/*', 'https://example.org/', true],
    ['https://*.example.org/*', 'https://a.b.example.org/x', true],
    ['https://*.example.org/*', 'https://evilexample.org/', false],
    ['https://*.example.org/*', 'https://evil.org/.example.org/', false],
    ['https://example.org/exact', 'https://example.org/exact/not', false],
  ])('%s %s: %s', (pattern, url, covered) => {
    expect(covers(pattern, at(url))).toBe(covered);
  });
});
