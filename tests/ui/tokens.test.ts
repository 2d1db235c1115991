import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokens(part: string): Map<string, string> {
  return new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

const light = tokens(lightPart);
const themes = { light, dark: new Map([...light, ...tokens(darkPart)]) };

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['ground', 'surface', 'surface-sunken', 'caution-ground', 'warning-ground', 'urgent-ground'];
const TEXT_PAIRS: readonly (readonly [string, string])[] = [
  ...GROUNDS.map((ground) => ['text', ground] as const),
  ...['ground', 'surface', 'surface-sunken'].map((ground) => ['text-soft', ground] as const),
  ...['ground', 'surface', 'caution-ground', 'urgent-ground'].map((ground) => ['link', ground] as const),
  ['good', 'good-ground'],
  ['caution', 'caution-ground'],
  ['warning', 'warning-ground'],
  ['urgent', 'urgent-ground'],
  ['primary-text', 'primary'],
  ['primary-text', 'primary-hover'],
  ['danger-text', 'danger'],
  ['danger-text', 'danger-hover'],
  ['sky-text', 'sky'],
  ['sky-text', 'sky-low'],
  ['sky-soft', 'sky'],
  ['sky-soft', 'sky-low'],
];
/** Edges of controls and the ring of the focus: 3 to 1 is enough. */
const EDGE_PAIRS: readonly (readonly [string, string])[] = ['ground', 'surface'].flatMap((ground) => [
  ['control-line', ground] as const,
  ['focus', ground] as const,
  ['link', ground] as const,
]);

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  const value = (name: string) => theme.get(name) ?? expect.fail(`tokens.css has no --${name} as #rrggbb`);

  it.each(TEXT_PAIRS)('makes --%s readable on --%s', (text, ground) => {
    expect(contrast(value(text), value(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGE_PAIRS)('makes the edge --%s visible on --%s', (edge, ground) => {
    expect(contrast(value(edge), value(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('measures contrast as the standard does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
