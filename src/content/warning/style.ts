import { create, parentElement, viewOf } from '../../sites/dom.ts';
import type { Place } from './place.ts';

/**
 * The look of the warning: the colours of src/ui/tokens.css, in a sheet of its own, since nothing of the page may shape
 * it and nothing of it may reach the page. Sizes in px: a page may have changed what a rem is. No font by its name: a page
 * may have one of that name, which blots the words out or tells by what is loaded which letters stand here. Kept terse:
 * it is a good part of the voice, which comes when the child writes or is to be warned.
 */
export const STYLE = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:var(--at)!important;width:min(384px,100vw - 24px)!important;-webkit-user-select:none!important;user-select:none!important}
.card{--ground:#fbf8f2;--text:#1b1f33;--soft:#555b75;--line:#e6dece;--low:#f4eee3;--mark:#3f5fae;--focus:#3f5fae;
box-sizing:border-box;max-height:var(--room);overflow:auto;padding:14px 18px 18px;border:1px solid var(--line);border-top:4px solid var(--mark);border-radius:14px;background:var(--ground);color:var(--text);box-shadow:0 8px 32px #0f132240;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;outline:0;animation:in .2s}
.warning{--mark:#f0b44c}
.urgent{--mark:#a23b4a}
.dark{--ground:#1d2440;--text:#f5f0e6;--soft:#b9c0dc;--line:#343d63;--low:#161b31;--mark:#a9bdf5;--focus:#f0b44c}
.dark.warning{--mark:#f0b44c}
.dark.urgent{--mark:#f4afb9}
button:focus-visible,a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.from,.choices{display:flex;flex-wrap:wrap;align-items:center;gap:8px;color:var(--soft);font-size:13px}
.from span{flex:1}
.from::before{content:'';width:16px;height:16px;border-radius:50%;box-shadow:inset 6px -3px var(--mark)}
h2{margin:8px 0 0;font-size:18px;line-height:1.3}
p{margin:6px 0 0}
ol,.where{margin:12px 0 0;padding:12px 14px;border-radius:10px;background:var(--low)}
ol{padding-inline-start:34px}
li+li{margin-top:6px}
.choices{margin-top:16px}
button,a{all:unset;box-sizing:border-box;min-height:40px;padding:8px 14px;border:1px solid var(--line);border-radius:10px;background:var(--low);color:var(--text);font:inherit;font-size:15px;font-weight:600;text-align:center;cursor:pointer}
button:hover,a:hover{border-color:var(--text)}
.first{border-color:#0000;background:#f0b44c;color:#1b1f33}
.quiet,.quiet:hover{padding-inline:0;border-color:#0000;background:none;color:var(--soft);text-decoration:underline;text-underline-offset:3px}
.close,.close:hover{padding:0 12px;font-size:24px;font-weight:400;text-decoration:none}
.close::before{content:'×'/''}
[hidden]{display:none}
.still{animation:none}
@media(max-height:400px){.from{float:inline-end}.from::before,span{display:none}}
@keyframes in{from{opacity:0;transform:translateY(-8px)}}
@media(prefers-reduced-motion:reduce){.card{animation:none}}
`;

/**
 * Gives a shadow root its style. Firefox lets a content script adopt no sheet; there an element does it. Gives back what
 * sets the place: within the root, since what stands on the host itself a page could change.
 */
export function addStyle(document: Document, root: ShadowRoot): (place: Place) => void {
  const at = ({ at, room }: Place) => `${STYLE}:host{--at:${at}!important;--room:${room}px!important}`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return (place) => sheet.replaceSync(at(place));
  } catch {
    // Below.
  }
  const style = create(document, 'style');
  style.textContent = STYLE;
  root.prepend(style);
  return (place) => {
    style.textContent = at(place);
  };
}

/** Is the page dark where this element stands? Its own background, then what lies behind, then the person's choice. */
export function isDark(document: Document, near: Element): boolean {
  const view = viewOf(document);
  for (let at: Element | null = near; at !== null; at = parentElement(at)) {
    const color = view?.getComputedStyle(at).backgroundColor ?? '';
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    if (/^rgb/.test(color) && alpha > 0.5) return 0.21 * red + 0.72 * green + 0.07 * blue < 100;
  }
  return view?.matchMedia('(prefers-color-scheme: dark)').matches ?? false;
}
