import type { ComponentChildren } from 'preact';

interface ButtonProps {
  /** `primary`: the one thing to do here; `danger`: cannot be undone; `quiet`: looks like a link. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** Makes it a link: `tel:` and `sms:` open here, a web address in a tab of its own. */
  readonly href?: string;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

/** Something to press, at least 44 px high. */
export function Button({ kind = 'secondary', wide = false, disabled = false, href, onPress, children }: ButtonProps) {
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
    <button type="button" class={look} disabled={disabled} onClick={onPress}>
      {children}
    </button>
  );
}
