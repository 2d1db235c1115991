// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { followRoots } from '../../src/sites/roots.ts';
import { mayHost, rootIn } from '../../src/sites/shadow.ts';
import { rootsOf, scanRoots } from '../../src/sites/shadow-scan.ts';
import { textOf } from '../../src/sites/text.ts';

beforeEach(() => {
  document.body.innerHTML = '';
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
});

function host(tag = 'x-chat', parent: Node = document.body) {
  return parent.appendChild(document.createElement(tag));
}

describe('shadow roots', () => {
  it('are found nested', () => {
    const outer = host().attachShadow({ mode: 'open' });
    const inner = host('div', outer).attachShadow({ mode: 'open' });
    const { found } = scanRoots(document, [document]);
    expect(found).toEqual([outer, inner]);
    expect(rootsOf(document)).toEqual([outer, inner]);
    expect(scanRoots(document, [document]).found).toEqual([]);
  });

  it('are forgotten when they leave the page', () => {
    const element = host();
    element.attachShadow({ mode: 'open' });
    scanRoots(document, [document]);
    element.remove();
    expect(rootsOf(document)).toEqual([]);
  });

  it('that are closed are opened by the browser’s own means, and a browser without them is no fault', () => {
    const element = host();
    const root = element.attachShadow({ mode: 'closed' });
    expect(rootIn(element)).toBeNull();
    vi.stubGlobal('chrome', { dom: { openOrClosedShadowRoot: (of: Element) => (of === element ? root : null) } });
    expect(rootIn(element)).toBe(root);
    vi.stubGlobal('chrome', {
      dom: {
        openOrClosedShadowRoot: () => {
          throw new Error('no');
        },
      },
    });
    expect(rootIn(element)).toBeNull();
  });

  it('are looked for with a budget, and the rest later', () => {
    for (let index = 0; index < 100; index++) host('p').textContent = 'x';
    const last = host().attachShadow({ mode: 'open' });
    const first = scanRoots(document, [document], { budget: 50 });
    expect(first.found).toEqual([]);
    expect(first.rest.length).toBeGreaterThan(0);
    expect(scanRoots(document, first.rest, { budget: 500 }).found).toEqual([last]);
  });

  it('may stand on custom elements and on empty plain ones', () => {
    document.body.innerHTML = '<x-y>a</x-y><div></div><div>text</div><img><button is="x-b">b</button><input>';
    expect([...document.body.children].map(mayHost)).toEqual([true, true, false, false, false, false]);
  });

  it('that come late are found by asking again', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const element = host();
    const found: ShadowRoot[] = [];
    const roots = followRoots(document, controller.signal, (root) => found.push(root));
    roots.step();
    expect(found).toEqual([]);
    const root = element.attachShadow({ mode: 'open' });
    await vi.advanceTimersByTimeAsync(300);
    expect(found).toEqual([root]);
  });

  it('that come late in an element that left the page meanwhile are none of it', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const element = host();
    const found: ShadowRoot[] = [];
    followRoots(document, controller.signal, (root) => found.push(root)).step();
    element.attachShadow({ mode: 'open' });
    element.remove();
    await vi.advanceTimersByTimeAsync(300);
    expect(found).toEqual([]);
    document.body.append(element);
    await vi.advanceTimersByTimeAsync(2000);
    expect(rootsOf(document)).toEqual([]);
  });

  it('are asked for in elements that may have one, and in no others', () => {
    document.body.innerHTML =
      '<aside>a</aside><footer>b</footer><textarea></textarea><nav></nav><x-y>c</x-y><svg><circle></circle></svg><b></b>';
    const { waiting } = scanRoots(document, [document]);
    expect(waiting.map(({ localName }) => localName)).toEqual(['nav', 'x-y']);
  });

  it('that one reader found are told to the next one, too', () => {
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const root = host().attachShadow({ mode: 'open' });
    const told: string[] = [];
    for (const name of ['first', 'second'])
      followRoots(document, controller.signal, (found) => told.push(`${name} ${found === root}`)).step();
    expect(told).toEqual(['first true', 'second true']);
  });

  it('of new elements are found with the next step', () => {
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const found: ShadowRoot[] = [];
    const roots = followRoots(document, controller.signal, (root) => found.push(root));
    roots.step();
    const element = host();
    const root = element.attachShadow({ mode: 'open' });
    roots.added([element]);
    roots.step();
    expect(found).toEqual([root]);
  });
});

describe('text', () => {
  it('goes through shadow roots, without what is stripped there', () => {
    const element = host();
    element.attachShadow({ mode: 'open' }).innerHTML = '<p>inside</p><time>10:20</time>';
    expect(textOf(document.body, 'time')).toBe('inside');
  });
});
