import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Failed } from '../ui/failed.tsx';
import type { ParentHost } from '../ui/parent-host.ts';
import { SeenByView } from '../ui/seen-by.tsx';
import { useAsked } from '../ui/use-asked.ts';

interface DoneProps {
  readonly host: ParentHost;
  /** The set-up has just ended here. */
  readonly fresh: boolean;
}

/** The end of the set-up: what the child can read, to be read together. */
export function Done({ host, fresh }: DoneProps) {
  const { asked, again } = useAsked(useCallback(() => host.ask('house', {}), [host]));
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (fresh) heading.current?.focus();
  }, [fresh]);
  const house = asked.state === 'answered' ? asked.value.house : null;
  return (
    <div class={fresh ? 'stack' : 'stack after'}>
      {fresh ? (
        <Card labelledBy="done">
          <h2 id="done" ref={heading} tabIndex={-1}>
            {t('welcome_done_title')}
          </h2>
          <p>{t('welcome_done_text')}</p>
          <div class="actions">
            <Button kind="primary" onPress={() => host.openOptions()}>
              {t('welcome_open_parents')}
            </Button>
            <Button onPress={() => host.openPage('src/practice/practice.html')}>{t('welcome_practise')}</Button>
          </div>
        </Card>
      ) : null}
      <h2>{t('welcome_child_page')}</h2>
      <p class="soft">{t('welcome_child_page_text')}</p>
      {asked.state === 'failed' ? <Failed again={again} /> : null}
      {asked.state === 'asking' ? null : <SeenByView house={house} />}
    </div>
  );
}
