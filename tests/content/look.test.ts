/** The look of the warning: colours that can be read by everybody, in light and dark. */
import { describe, expect, it } from 'vitest';
import { STYLE } from '../../src/content/warning/style.ts';

/** Relative luminance of `#rrggbb`, by WCAG. */
function luminance(color: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colours that a selector sets. */
function colours(selector: string): Record<string, string> {
  const at = STYLE.indexOf(`\n${selector}{`);
  expect(at, `${selector} stands in the sheet`).toBeGreaterThan(-1);
  const block = STYLE.slice(at, STYLE.indexOf('}', at));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z]+):(#[0-9a-f]{6})\b/g)].map(([, name, value]) => [name, value]),
  );
}

describe.each(['.card', '.dark'])('%s', (selector) => {
  const { ground = '', low = '', text = '', soft = '', focus = '' } = colours(selector);

  it.each([
    ['words on the card', text, ground],
    ['words on a step or a button', text, low],
    ['small words on the card', soft, ground],
  ])('%s have a contrast of 4.5 at least', (_, front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it('shows where the focus is with a contrast of 3 at least', () => {
    expect(contrast(focus, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('the first button can be read in both', () => {
  expect(contrast('#1b1f33', '#f0b44c')).toBeGreaterThanOrEqual(4.5);
  expect(STYLE).toContain('background:#f0b44c;color:#1b1f33');
});

it('moves nothing for somebody who wants no motion', () => {
  expect(STYLE).toMatch(/prefers-reduced-motion:reduce\)\{\.card\{animation:none\}\}/);
});
