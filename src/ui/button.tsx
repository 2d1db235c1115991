import type { ComponentChildren } from 'preact';

interface ButtonProps {
  /** `primary`: the one thing to do here; `danger`: cannot be undone; `quiet`: looks like a link. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** It was pressed and is at work: it does nothing meanwhile, and keeps the focus, which a disabled one would lose. */
  readonly busy?: boolean;
  /** Makes it a link: `tel:` and `sms:` open here, a web address in a tab of its own. */
  readonly href?: string;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

/** Something to press, at least 44 px high. */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', wide = false, disabled = false, busy = false, href, onPress, children } = props;
  const look = `button button-${kind}${wide ? ' button-wide' : ''}`;
  if (href !== undefined) {
    const web = href.startsWith('https:');
    return (
      <a class={look} href={href} target={web ? '_blank' : undefined} rel={web ? 'noreferrer' : undefined}>
        {children}
      </a>
    );
  }
  return (
    <button
      type="button"
      class={look}
      disabled={disabled}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onPress}
    >
      {children}
    </button>
  );
}
