import type { ComponentChildren } from 'preact';
import { t } from '../../i18n.ts';
import type { SettingName } from '../../protocol/family.ts';
import { Card } from '../../ui/card.tsx';
import type { Family } from '../use-family.ts';

interface SettingCardProps {
  /** Id of the heading; unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  readonly family: Family;
  /** The setting that is changed here. */
  readonly name: SettingName;
  readonly children: ComponentChildren;
}

/** One setting with its heading; says who decided it when it can't be changed here. */
export function SettingCard({ id, title, text, family, name, children }: SettingCardProps) {
  return (
    <Card labelledBy={id}>
      <h2 id={id}>{title}</h2>
      {text === undefined ? null : <p class="soft">{text}</p>}
      {family.managed.includes(name) ? <p class="managed-note small">{t('managed_here')}</p> : null}
      {children}
    </Card>
  );
}
