import { describe, expect, it } from 'vitest';
import { released } from '../../../src/dev/release/released.ts';

const files = (manifest: unknown, ...others: readonly string[]) =>
  new Map(
    [['manifest.json', JSON.stringify(manifest)], ...others.map((path) => [path, 'x'])].map(
      ([path = '', text = '']) => [path, Buffer.from(text)] as const,
    ),
  );

describe('a packed extension', () => {
  it('tells its browser and version by its manifest', () => {
    const worker = { version: '1.2.3', background: { service_worker: 'a.js' } };
    const scripts = { version: '1.2.3', background: { scripts: ['a.js'] } };
    expect(released(files(worker), 'a.zip')).toMatchObject({ target: 'chromium', version: '1.2.3', added: [] });
    expect(released(files(scripts), 'a.zip')).toMatchObject({ target: 'firefox', version: '1.2.3' });
  });

  it('is compared without the signature of Mozilla', () => {
    const signed = released(files({ version: '1', background: {} }, 'a.js', 'META-INF/mozilla.rsa'), 'a.xpi');
    expect([...signed.files.keys()]).toEqual(['manifest.json', 'a.js']);
    expect(signed.added).toEqual(['META-INF/mozilla.rsa']);
  });

  it('is told from anything else', () => {
    expect(() => released(new Map(), 'a.zip')).toThrow(/^a\.zip: no extension, it has no manifest\.json/);
    expect(() => released(files({ name: 'x' }), 'a.zip')).toThrow(/^a\.zip: its manifest\.json/);
  });
});
