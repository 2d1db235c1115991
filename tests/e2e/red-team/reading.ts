/** Tries to read the warning that stands. */
import type { Tries } from './kit.ts';

export const READING: Tries = {
  'the root of the warning': {
    lie:
      ({ warning }) =>
      () => {
        const at = warning();
        const got = at.shadowRoot === null ? [] : ['shadowRoot'];
        for (const deed of [() => at.attachShadow({ mode: 'open' }), () => at.attachInternals().shadowRoot])
          try {
            if (deed()) got.push('a root');
          } catch {
            // As it should be.
          }
        return got;
      },
  },
  'what the element of the warning says when it is written out': {
    lie:
      ({ warning, words }) =>
      () => {
        const at = warning();
        const copy = document.createElement('div');
        copy.append(at.cloneNode(true), document.importNode(at, true));
        const texts = {
          textContent: at.textContent,
          // biome-ignore lint/performance/useDomNodeTextContent: it is what is laid out
          innerText: at.innerText,
          outerHTML: document.documentElement.outerHTML,
          getHTML: document.documentElement.getHTML({ serializableShadowRoots: true }),
          XMLSerializer: new XMLSerializer().serializeToString(at),
          copies: copy.textContent + [...copy.children].map(({ shadowRoot }) => shadowRoot?.textContent).join(''),
          attributes: [...at.attributes].map(({ value }) => value).join(' '),
        };
        return Object.entries(texts)
          .filter(([, text]) => text?.includes(words))
          .map(([name]) => name);
      },
  },
  'selectors that go through roots': {
    lie: () => () =>
      [
        'html > div h2',
        'html > div::part(title)',
        'html > div >>> h2',
        'html > div /deep/ h2',
        '#title',
        ':host h2',
      ].filter((selector) => {
        try {
          return document.querySelector(selector) !== null;
        } catch {
          return false;
        }
      }),
  },
  'what lies at the points of the warning': {
    lie:
      ({ warning, inside, words }) =>
      () => {
        const box = warning().getBoundingClientRect();
        const got = new Set<string>();
        for (let x = box.left + 4; x < box.right; x += 16)
          for (let y = box.top + 4; y < box.bottom; y += 16) {
            if (document.elementsFromPoint(x, y).some(inside)) got.add('elementsFromPoint');
            const { offsetNode = null } = document.caretPositionFromPoint?.(x, y) ?? {};
            const range = document.caretRangeFromPoint?.(x, y);
            if (inside(offsetNode) || offsetNode?.textContent?.includes(words)) got.add('caretPositionFromPoint');
            if (inside(range?.startContainer)) got.add('caretRangeFromPoint');
          }
        return [...got];
      },
  },
  'selecting all there is': {
    lie:
      ({ warning, inside, words }) =>
      () => {
        const at = warning();
        const selection = getSelection();
        if (selection === null) throw new Error('no selection');
        const got = new Set<string>();
        const look = (how: string) => {
          const { anchorNode, focusNode } = selection;
          const ranges = selection.getComposedRanges?.() ?? [];
          const nodes = [
            anchorNode,
            focusNode,
            ...ranges.flatMap((range) => [range.startContainer, range.endContainer]),
          ];
          if (nodes.some(inside) || selection.toString().includes(words)) got.add(how);
        };
        selection.selectAllChildren(at);
        look('selectAllChildren');
        selection.selectAllChildren(document.documentElement);
        look('selectAllChildren of the document');
        document.execCommand('selectAll');
        look('selectAll');
        for (const granularity of ['character', 'line', 'documentboundary']) {
          selection.modify('extend', 'forward', granularity);
          look(`modify by ${granularity}`);
        }
        selection.removeAllRanges();
        return [...got];
      },
  },
  'having the browser look for its words': {
    lie:
      ({ inside, words }) =>
      () => {
        const find = Reflect.get(window, 'find') as (text: string) => boolean;
        getSelection()?.removeAllRanges();
        const got = find.call(window, words) ? ['that they are there'] : [];
        const { anchorNode = null } = getSelection() ?? {};
        if (inside(anchorNode)) got.push(`its text: ${anchorNode?.textContent}`);
        getSelection()?.removeAllRanges();
        return got;
      },
    known: {
      why: 'a browser finds what is seen; Firefox selects it, and so gives away what it stands in',
      chromium: ['that they are there'],
      firefox: ['its text: Someone wants your password', 'that they are there'],
    },
  },
  'a font of the page for its letters': {
    lie: ({ wait }) => {
      const faces = ['Segoe UI', 'ui-rounded', 'system-ui', 'sans-serif', 'Arial'].map(
        (family) => new FontFace(family, `url(/font-${family.replace(' ', '-')})`, { unicodeRange: 'U+0-10FFFF' }),
      );
      for (const face of faces) document.fonts.add(face);
      return async () => {
        await wait(200);
        const asked = faces.filter(({ status }) => status !== 'unloaded').map(({ family }) => family);
        for (const face of faces) document.fonts.delete(face);
        return asked;
      };
    },
  },
  'a press on it, by what the browser tells of the event': {
    lie: ({ inside, quiet }) => {
      const got = new Set<string>();
      const kinds = [
        'pointerdown',
        'pointerup',
        'pointerover',
        'pointermove',
        'mousedown',
        'mouseover',
        'mouseup',
        'click',
      ];
      for (const kind of [...kinds, 'focus', 'focusin', 'keydown', 'selectionchange', 'toggle', 'beforetoggle'])
        document.addEventListener(
          kind,
          quiet((event: Event) => {
            for (const name of [
              'target',
              'relatedTarget',
              'originalTarget',
              'explicitOriginalTarget',
              'rangeParent',
              'srcElement',
            ])
              if (inside(Reflect.get(event, name))) got.add(name);
            if (event.composedPath().some(inside)) got.add('composedPath');
          }),
          true,
        );
      return () => [...got];
    },
    known: {
      why: 'Firefox tells any page the node below the pointer',
      firefox: ['explicitOriginalTarget', 'originalTarget', 'rangeParent'],
    },
    when: 'pressed',
  },
  'the focus and the selection after a press': {
    lie: ({ inside }) => {
      let before = '';
      const now = () => {
        const { anchorNode = null, focusNode = null } = getSelection() ?? {};
        if ([anchorNode, focusNode, document.activeElement].some(inside)) return 'inside';
        return `${anchorNode?.nodeName} and ${document.activeElement?.nodeName}`;
      };
      const mark = () => {
        const here = document.querySelector('.msg');
        document.querySelector<HTMLElement>('#input')?.focus();
        if (here) getSelection()?.collapse(here, 1);
        before = now();
      };
      addEventListener('pointerdown', (event) => event.isTrusted && mark(), true);
      return () => (now() === before ? [] : [`${before}, then ${now()}`]);
    },
    when: 'pressed',
  },
};
