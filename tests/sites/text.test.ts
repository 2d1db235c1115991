// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { hasText, labelOf, textOf } from '../../src/sites/text.ts';
import { parseTime } from '../../src/sites/time.ts';

const read = (html: string, strip?: string) => {
  document.body.innerHTML = `<div id="row">${html}</div>`;
  return textOf(document.querySelector('#row') as Element, strip);
};

describe('the text of a row', () => {
  it.each([
    ['joins inline parts', 'a<b>b</b><span>c</span> <i>d</i>', 'abc d'],
    [
      'breaks at br and blocks',
      'one<br>two<p>three</p><p>four</p><ul><li>five</li><li>six</li></ul>',
      'one\ntwo\nthree\nfour\nfive\nsix',
    ],
    ['reads emoji pictures', 'hi <img alt="😀"><img data-emoji=":cat:"><img src="photo.jpg">', 'hi 😀:cat:'],
    [
      'leaves out scripts, styles and hidden parts',
      'a<script>x</script><style>y</style><template>z</template><span hidden>h</span>b',
      'ab',
    ],
    [
      'reads spoilers and translated words',
      '<span class="spoiler">s</span><font style="vertical-align: inherit"><font>t</font></font>',
      'st',
    ],
    ['folds white space of the source', '\n    hello\n    \t there  \n', 'hello\nthere'],
  ])('%s', (_, html, text) => {
    expect(read(html)).toBe(text);
  });

  it('leaves out what is stripped, wherever it stands', () => {
    expect(read('<blockquote>theirs</blockquote>mine <span><time>10:20</time></span>', 'blockquote, time')).toBe(
      'mine',
    );
  });
});

describe('labels', () => {
  it('are one line without invisible signs, and short', () => {
    expect(labelOf('  a\n\u202eb\u200b  c ')).toBe('a b c');
    expect(labelOf('x'.repeat(500))).toHaveLength(120);
    expect(labelOf(null)).toBe('');
  });
});

describe('hasText', () => {
  it('tells rows with words from empty ones', () => {
    const has = (html: string) => {
      document.body.innerHTML = html;
      return hasText(document.body);
    };
    expect(has('<div><p> <b>a</b></p></div>')).toBe(true);
    expect(has('<div><p> \n</p><img alt="a"><script>x</script></div>')).toBe(false);
  });
});

describe('times', () => {
  it.each([
    ['2026-11-24T06:56:12.818Z', Date.UTC(2026, 10, 24, 6, 56, 12, 818)],
    ['1795503372', 1_795_503_372_000],
    ['1795503372818', 1_795_503_372_818],
    ['24 November 2026, 06:54:47', new Date(2026, 10, 24, 6, 54, 47).getTime()],
    ['10:20', null],
    ['', null],
    ['yesterday', null],
    ['0', null],
    ['9999999999999999', null],
    ['-1', null],
    ['NaN', null],
    ['1'.repeat(5000), null],
  ])('%s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });
});
