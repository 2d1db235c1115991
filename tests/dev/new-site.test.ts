import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main, withSite } from '../../src/dev/new-site.ts';

const REGISTRY = `import type { Adapter } from './adapter.ts';
import { alpha } from './alpha.ts';
import { zeta } from './zeta.ts';

export const sites: readonly Adapter[] = [alpha, zeta];
`;

let root = '';
let said = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-site-'));
  mkdirSync(join(root, 'src/sites'), { recursive: true });
  writeFileSync(join(root, 'src/sites/index.ts'), REGISTRY);
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('new:site', () => {
  it('makes the file, the fixtures and the line of the registry', () => {
    expect(main(['my-chat', 'https://chat.example.org/*'], root)).toBe(0);
    expect(read('src/sites/my-chat.ts')).toContain("export const myChat = siteFromData({\n  id: 'my-chat',");
    expect(read('src/sites/my-chat.ts')).toContain("hosts: ['https://chat.example.org/*']");
    expect(JSON.parse(read('tests/fixtures/sites/my-chat/expected.json'))).toMatchObject([{ page: 'chat.html' }]);
    expect(existsSync(join(root, 'tests/fixtures/sites/my-chat/chat.html'))).toBe(true);
    expect(read('src/sites/index.ts')).toBe(`import type { Adapter } from './adapter.ts';
import { alpha } from './alpha.ts';
import { myChat } from './my-chat.ts';
import { zeta } from './zeta.ts';

export const sites: readonly Adapter[] = [alpha, zeta, myChat];
`);
  });

  it('keeps a list of several lines as it is', () => {
    const several = REGISTRY.replace('[alpha, zeta]', '[\n  alpha,\n  zeta,\n]');
    expect(withSite(several, 'my-chat')).toContain('[\n  alpha,\n  zeta,\n  myChat,\n];');
  });

  it.each([
    ['no host', ['my-chat']],
    ['a host that is too wide', ['my-chat', 'https://*/*']],
    ['a host with a star', ['my-chat', 'https://*.example.org/*']],
    ['a name that is no id', ['My Chat', 'https://chat.example.org/*']],
    ['a path', ['../x', 'https://chat.example.org/*']],
  ])('refuses %s', (_, args) => {
    expect(main(args, root)).toBe(2);
    expect(said).toContain('usage: npm run new:site');
    expect(read('src/sites/index.ts')).toBe(REGISTRY);
  });

  it('overwrites nothing', () => {
    expect(main(['my-chat', 'https://chat.example.org/*'], root)).toBe(0);
    expect(main(['my-chat', 'https://chat.example.org/*'], root)).toBe(1);
    expect(said).toContain('There is a site "my-chat" already.');
  });
});
