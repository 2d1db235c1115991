import type { ComponentChildren } from 'preact';

interface NoticeProps {
  /** `info`: good to know; `good`: done or well; `care`: something is missing; `trouble`: something is wrong. */
  readonly kind: 'info' | 'good' | 'care' | 'trouble';
  readonly title: string;
  /** Read aloud when it appears after the page was drawn. */
  readonly live?: boolean;
  readonly children?: ComponentChildren;
}

/** A word about the state of things, with or without something to do about it. */
export function Notice({ kind, title, live = false, children }: NoticeProps) {
  return (
    <div class="notice" data-kind={kind} role={live ? 'status' : undefined}>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
