/** Where the warning stands: at the top of the window, clear of the box in which the child writes. */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Place {
  /** CSS `inset`. */
  readonly at: string;
  /** The most height there is, in px. */
  readonly room: number;
}

const GAP = 12;
const WIDTH = 384;
/** Less height is no use: even then the warning scrolls. */
const LEAST = 120;

/** The place within a window of this size, in px, clear of `boxes` (composers). */
export function placeFor(width: number, height: number, boxes: readonly Box[], rtl: boolean): Place {
  const own = Math.min(WIDTH, width - 2 * GAP);
  const left = rtl ? GAP : width - GAP - own;
  const inWay = boxes.filter(
    (box) => box.right > left && box.left < left + own && box.bottom > 0 && box.top < height && box.bottom > box.top,
  );
  const above = Math.min(height, ...inWay.map((box) => box.top)) - 2 * GAP;
  const below = height - Math.max(0, ...inWay.map((box) => box.bottom)) - 2 * GAP;
  const top = inWay.length === 0 || above >= below;
  const vertical = top ? [GAP, 'auto'] : ['auto', GAP];
  const horizontal = rtl ? ['auto', GAP] : [GAP, 'auto'];
  const px = (value: number | string | undefined) => (typeof value === 'number' ? `${value}px` : 'auto');
  return {
    at: [vertical[0], horizontal[0], vertical[1], horizontal[1]].map(px).join(' '),
    room: Math.max(top ? above : below, LEAST),
  };
}
