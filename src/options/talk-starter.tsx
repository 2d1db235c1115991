import { useState } from 'preact/hooks';
import type { Starter } from '../guidance/index.ts';
import { t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';

const WEEK = 7 * 86_400_000;

interface TalkStarterProps {
  /** Those that fit the child's age. */
  readonly starters: readonly Starter[];
  /** ms since the epoch. */
  readonly now: number;
}

/** One way to begin a talk before anything has happened: another one each week, and another one when asked for. */
export function TalkStarter({ starters, now }: TalkStarterProps) {
  const [turned, setTurned] = useState(0);
  const starter = starters[(Math.floor(now / WEEK) + turned) % Math.max(1, starters.length)];
  if (starter === undefined) return null;
  return (
    <Card labelledBy="starter">
      <h2 id="starter">{t('starter_heading')}</h2>
      <div aria-live="polite">
        <p class="soft">{starter.when}</p>
        <p class="lead">
          <q>{starter.say}</q>
        </p>
        <p>
          <span class="label">{t('starter_listen')}</span> {starter.listen}
        </p>
      </div>
      <Button onPress={() => setTurned(turned + 1)}>{t('starter_another')}</Button>
    </Card>
  );
}
