import { createDecipheriv, createECDH, createPrivateKey, hkdfSync, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, textOf, toBase64, utf8 } from '../../src/sealing/bytes.ts';
import { aboutLines, importPrivate, newKeyPair, openSealed, seal } from '../../src/sealing/seal.ts';
import { unwrap, wrap } from '../../src/sealing/wrap.ts';
import vectors from './vectors.json' with { type: 'json' };

const { alert, part, text, pin } = vectors;
const wrapped = { ...vectors.wrapped, version: 1, kdf: 'PBKDF2-SHA-256' } as const;
const sealed = { ...vectors.sealed, version: 1 } as const;
const publicKey = fromBase64(vectors.publicKey);

async function privateKey(): Promise<CryptoKey> {
  const bytes = await unwrap(wrapped, pin, 'pin');
  if (bytes === null) throw new Error('the PIN of the vectors opens nothing');
  return importPrivate(bytes);
}

describe('the vectors', () => {
  test('open: what an earlier version has sealed stays readable', async () => {
    const plain = await openSealed(await privateKey(), publicKey, sealed, aboutLines(alert, part));
    expect(plain && textOf(plain)).toBe(text);
  });

  test('open by another implementation: the format is what it says it is', () => {
    const bytes = (value: string) => Buffer.from(value, 'base64');
    const gcm = (key: Buffer, iv: Buffer, data: Buffer, about: string) => {
      const decipher = createDecipheriv('aes-256-gcm', key, iv);
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(data.subarray(-16));
      return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
    };
    const kek = pbkdf2Sync(pin, bytes(wrapped.salt), 600_000, 32, 'sha256');
    const pkcs8 = gcm(kek, bytes(wrapped.iv), bytes(wrapped.data), 'nightlight/wrap/1/pin');
    const { d } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' });
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(Buffer.from(d ?? '', 'base64url'));
    const sender = bytes(sealed.sender);
    const salt = Buffer.concat([sender, bytes(vectors.publicKey)]);
    const key = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), salt, 'nightlight/seal/1', 32));
    const plain = gcm(key, bytes(sealed.iv), bytes(sealed.data), `nightlight/lines/1/${alert}/${part}`);
    expect(plain.toString('utf8')).toBe(text);
  });
});

describe('nothing opens but the right thing with the right key', () => {
  test.each([
    ['another alert', 'ffeeddccbbaa99887766554433221100', part],
    ['another place', alert, part + 1],
  ])('%s', async (_name, otherAlert, otherPart) => {
    const key = await privateKey();
    expect(await openSealed(key, publicKey, sealed, aboutLines(otherAlert, otherPart))).toBeNull();
  });

  test('another key', async () => {
    const other = await newKeyPair();
    const key = await importPrivate(other.privateKey);
    expect(await openSealed(key, publicKey, sealed, aboutLines(alert, part))).toBeNull();
  });

  test('one bit that was changed, wherever it is', async () => {
    const key = await privateKey();
    for (const field of ['sender', 'iv', 'data'] as const)
      for (const at of [0, 5, fromBase64(sealed[field]).length - 1]) {
        const bytes = fromBase64(sealed[field]);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const changed = { ...sealed, [field]: toBase64(bytes) };
        expect(await openSealed(key, publicKey, changed, aboutLines(alert, part)), `${field} ${at}`).toBeNull();
      }
  });

  test('a wrong PIN, a right PIN in another place, changed bytes', async () => {
    const secret = utf8('secret');
    const cheap = await wrap(secret, 'right one', 'pin', undefined, 1000);
    expect(await unwrap(cheap, 'right one', 'pin')).toEqual(secret);
    expect(await unwrap(cheap, 'Right one', 'pin')).toBeNull();
    expect(await unwrap(cheap, 'right one', 'recovery')).toBeNull();
    const changed = `${cheap.data.startsWith('A') ? 'B' : 'A'}${cheap.data.slice(1)}`;
    expect(await unwrap({ ...cheap, data: changed }, 'right one', 'pin')).toBeNull();
    expect(await unwrap({ ...cheap, iterations: 1001 }, 'right one', 'pin')).toBeNull();
  });

  test('a PIN is the same however its accents were typed', async () => {
    const cheap = await wrap(utf8('secret'), 'caf\u00e9 au lait', 'pin', undefined, 1000);
    expect(await unwrap(cheap, 'cafe\u0301 au lait', 'pin')).not.toBeNull();
  });
});

test('whatever is sealed opens again, and never twice to the same bytes', async () => {
  const pair = await newKeyPair();
  const key = await importPrivate(pair.privateKey);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (line) => {
      const plain = utf8(line);
      const [one, two] = [await seal(pair.publicKey, plain, 'a'), await seal(pair.publicKey, plain, 'a')];
      expect(one.data).not.toBe(two.data);
      expect(await openSealed(key, pair.publicKey, one, 'a')).toEqual(plain);
    }),
    { numRuns: 30 },
  );
});

test('the private key, once imported, can not be read out', async () => {
  await expect(crypto.subtle.exportKey('pkcs8', await privateKey())).rejects.toThrow();
});
