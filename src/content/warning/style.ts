/**
 * The look of the warning: the colours of src/ui/tokens.css, in a sheet of its own, since nothing of the page may shape
 * it and nothing of it may reach the page. Sizes in px: a page may have changed what a rem is.
 */
export const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto !important;
  inset-block-start: var(--top) !important;
  inset-block-end: var(--bottom) !important;
  inset-inline-end: 12px !important;
  box-sizing: border-box !important;
  inline-size: min(384px, calc(100vw - 24px)) !important;
  max-block-size: var(--room) !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  background: transparent !important;
  overflow: visible !important;
  z-index: 2147483647 !important;
  pointer-events: auto !important;
}
.card {
  --ground: #fbf8f2; --text: #1b1f33; --soft: #555b75; --line: #e6dece; --sunken: #f4eee3;
  --primary: #f0b44c; --primary-text: #1b1f33; --button: #ffffff; --focus: #3f5fae;
  --mark: #3f5fae; --glow: #ebf0fb;
  box-sizing: border-box;
  max-block-size: var(--room);
  overflow-y: auto;
  overscroll-behavior: contain;
  padding: 16px 18px 18px;
  border: 1px solid var(--line);
  border-block-start: 4px solid var(--mark);
  border-radius: 14px;
  background: var(--ground);
  color: var(--text);
  box-shadow: 0 1px 2px rgb(15 19 34 / 12%), 0 10px 34px rgb(15 19 34 / 24%);
  font: 400 15px/1.5 ui-rounded, "SF Pro Rounded", Nunito, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
  text-align: start;
  -webkit-text-size-adjust: 100%;
  animation: in 220ms ease-out;
}
.card.dark {
  --ground: #1d2440; --text: #f5f0e6; --soft: #b9c0dc; --line: #343d63; --sunken: #161b31;
  --button: #27305382; --focus: #f0b44c; --mark: #a9bdf5; --glow: #27335f;
}
.warning { --mark: #f0b44c; --glow: #fdf1d9; }
.dark.warning { --mark: #f0b44c; --glow: #3d3226; }
.urgent { --mark: #a23b4a; --glow: #fbebed; }
.dark.urgent { --mark: #f4afb9; --glow: #45283a; }
.card:focus { outline: none; }
.card:focus-visible, button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
header { display: flex; align-items: center; gap: 10px; }
.lamp { flex: none; inline-size: 30px; block-size: 30px; border-radius: 50%; background: var(--glow); color: var(--mark); display: grid; place-items: center; }
.lamp svg { inline-size: 18px; block-size: 18px; fill: currentColor; }
.warning .lamp { color: #8a5200; }
.dark.warning .lamp { color: #f4c573; }
.from { flex: 1; color: var(--soft); font-size: 13px; letter-spacing: 0.01em; }
h2 { margin: 12px 0 0; font-size: 18px; font-weight: 650; line-height: 1.3; }
p { margin: 6px 0 0; }
.why { color: var(--text); }
ol { margin: 12px 0 0; padding: 12px 14px; padding-inline-start: 34px; border-radius: 10px; background: var(--sunken); }
li + li { margin-block-start: 6px; }
li::marker { color: var(--soft); font-weight: 650; }
.where { padding: 12px 14px; border-radius: 10px; background: var(--sunken); margin-block-start: 12px; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 16px; }
button {
  all: unset;
  box-sizing: border-box;
  min-block-size: 40px;
  padding: 8px 14px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--button);
  color: var(--text);
  font: inherit;
  font-weight: 600;
  line-height: 1.3;
  text-align: center;
  cursor: pointer;
}
button:hover { border-color: var(--soft); }
button.first { border-color: transparent; background: var(--primary); color: var(--primary-text); }
button.first:hover { background: #f7c568; }
button.quiet { border-color: transparent; background: transparent; color: var(--soft); text-decoration: underline; text-underline-offset: 3px; }
button.quiet:hover { color: var(--text); }
button.close { flex: none; min-block-size: 36px; inline-size: 36px; padding: 0; border-color: transparent; background: transparent; color: var(--soft); display: grid; place-items: center; }
button.close:hover { background: var(--sunken); color: var(--text); }
.close svg { inline-size: 14px; block-size: 14px; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
[hidden] { display: none !important; }
@keyframes in { from { opacity: 0; transform: translateY(-8px); } }
@media (prefers-reduced-motion: reduce) { .card { animation: none; } }
@media (forced-colors: active) { .card, button { border: 1px solid CanvasText; } }
@media (max-width: 340px) { .card { padding: 12px 14px 14px; } .choices button { flex: 1 1 100%; } }
`;

/** Gives a shadow root its style. Firefox lets a content script adopt no sheet; there an element does it. */
export function addStyle(document: Document, root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return;
  } catch {
    // Below.
  }
  const style = document.createElement('style');
  style.textContent = STYLE;
  root.prepend(style);
}

/** Is the page dark where this element stands? Its own background, then what lies behind, then the person's choice. */
export function isDark(document: Document, near: Element | null): boolean {
  const view = document.defaultView;
  if (view === null) return false;
  for (let at: Element | null = near ?? document.body ?? document.documentElement; at !== null; ) {
    const light = lightness(view.getComputedStyle(at).backgroundColor);
    if (light !== null) return light < 0.4;
    const parent: Node | null = at.parentElement ?? at.getRootNode();
    at = parent instanceof ShadowRoot ? parent.host : parent instanceof Element && parent !== at ? parent : null;
  }
  return view.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;
}

/** 0 for black to 1 for white; null for a colour that lets others through, or that is not written as `rgb()`. */
function lightness(color: string): number | null {
  const [red, green, blue, alpha = 1] = (/^rgba?\(([^)]+)\)/.exec(color)?.[1] ?? '').split(/[ ,/]+/).map(Number);
  if (red === undefined || green === undefined || blue === undefined || !(alpha > 0.5)) return null;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
