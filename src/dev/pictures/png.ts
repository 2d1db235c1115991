/** Pictures as the stores take them: PNG of 24 bits, without transparency, as small as they get. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Rows of red, green and blue, a byte each, from the upper left. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a pixel, by the colour type of the file. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The byte that PNG's fourth filter foretells of its neighbours to the left, above, and above to the left. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** What each of PNG's five filters foretells. */
const FILTERS: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/**
 * Reads a PNG of 8 bits a channel that is not interlaced, as browsers write them; what is transparent is taken as if it were not.
 * @throws Error for any other file
 */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const data: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      channels = CHANNELS[body[9] ?? -1] ?? 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new Error('a PNG of a kind that no browser writes');
    }
    if (kind === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const lines = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = FILTERS[raw[y * (stride + 1)] ?? -1];
    if (filter === undefined) throw new Error('a PNG with an unknown filter');
    for (let x = 0; x < stride; x++) {
      const to = y * stride + x;
      const left = x < channels ? 0 : (lines[to - channels] ?? 0);
      const up = y === 0 ? 0 : (lines[to - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (lines[to - stride - channels] ?? 0);
      lines[to] = (raw[y * (stride + 1) + 1 + x] ?? 0) + filter(left, up, corner);
    }
  }
  if (channels === 3) return { width, height, pixels: lines };
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) pixels.set(lines.subarray(at * 4, at * 4 + 3), at * 3);
  return { width, height, pixels };
}

/** A picture with another one laid on it; what stands out over the edge is cut. */
export function lay(under: Picture, over: Picture, left: number, top: number): Picture {
  const pixels = Uint8Array.from(under.pixels);
  const wide = Math.min(over.width, under.width - left);
  for (let y = 0; y < Math.min(over.height, under.height - top); y++) {
    const row = over.pixels.subarray(y * over.width * 3, (y * over.width + wide) * 3);
    pixels.set(row, ((top + y) * under.width + left) * 3);
  }
  return { ...under, pixels };
}

/** The picture as a PNG of 24 bits: with the choice of filters that packs best. */
export function writePng({ width, height, pixels }: Picture): Buffer {
  const stride = width * 3;
  const filtered = FILTERS.map((filter, kind) => {
    const out = new Uint8Array((stride + 1) * height);
    for (let y = 0; y < height; y++) {
      out[y * (stride + 1)] = kind;
      for (let x = 0; x < stride; x++) {
        const at = y * stride + x;
        const left = x < 3 ? 0 : (pixels[at - 3] ?? 0);
        const up = y === 0 ? 0 : (pixels[at - stride] ?? 0);
        const corner = x < 3 || y === 0 ? 0 : (pixels[at - stride - 3] ?? 0);
        out[y * (stride + 1) + 1 + x] = (pixels[at] ?? 0) - filter(left, up, corner);
      }
    }
    return out;
  });
  const packed = [...filtered, leastOf(filtered, stride + 1, height)].map((rows) =>
    deflateSync(rows, { level: 9, memLevel: 9 }),
  );
  const [best = Buffer.alloc(0)] = packed.sort((a, b) => a.length - b.length);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', best), chunk('IEND', Buffer.alloc(0))]);
}

/** Of each row the one of the filters that leaves the least, as the PNG specification advises. */
function leastOf(filtered: readonly Uint8Array[], length: number, height: number): Uint8Array {
  const out = new Uint8Array(length * height);
  for (let y = 0; y < height; y++) {
    let least = Number.POSITIVE_INFINITY;
    for (const rows of filtered) {
      const row = rows.subarray(y * length, (y + 1) * length);
      const sum = row.reduce((total, byte, at) => (at === 0 ? 0 : total + Math.min(byte, 256 - byte)), 0);
      if (sum >= least) continue;
      least = sum;
      out.set(row, y * length);
    }
  }
  return out;
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
