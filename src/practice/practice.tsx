import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatLanguage, t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { countText } from '../ui/format.ts';
import { useAsked } from '../ui/use-asked.ts';
import { SceneView } from './scene-view.tsx';
import type { Scene } from './scenes.ts';

interface PracticeProps {
  /** The scenes in the language of the interface; must be the same function at each drawing. */
  readonly scenes: () => Promise<readonly Scene[]>;
}

/** Short chats that could happen to anyone: the child picks what to do and learns why. Nothing is counted or kept. */
export function Practice({ scenes }: PracticeProps) {
  const { asked, again } = useAsked(scenes);
  const [at, setAt] = useState<number | null>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const go = useCallback((index: number | null) => {
    moved.current = true;
    setAt(index);
  }, []);
  useLayoutEffect(() => {
    if (at === null && moved.current) list.current?.focus();
  }, [at]);

  const all = asked.state === 'answered' ? asked.value : [];
  const scene = at === null ? undefined : all[at];
  const number = (value: number) => countText(value, formatLanguage());
  return (
    <>
      <header class="sky practice-head">
        <h1 ref={list} tabIndex={-1}>
          {t('practice_title')}
        </h1>
        <p>{t('practice_lead')}</p>
      </header>
      <main class="practice-main stack">
        {asked.state === 'asking' ? <p class="soft">{t('loading')}</p> : null}
        {asked.state === 'failed' ? (
          <>
            <p>{t('practice_failed')}</p>
            <Button onPress={again}>{t('try_again')}</Button>
          </>
        ) : null}
        {scene === undefined || at === null ? (
          <ol class="plain-list">
            {all.map(({ id, title, story }, index) => (
              <li key={id}>
                <button type="button" class="practice-pick" onClick={() => go(index)}>
                  <span class="practice-name">{title}</span>
                  <span class="soft">{story}</span>
                </button>
              </li>
            ))}
          </ol>
        ) : (
          <SceneView
            key={scene.id}
            scene={scene}
            place={t('practice_of', number(at + 1), number(all.length))}
            isLast={at === all.length - 1}
            onNext={() => go(at + 1)}
            onAll={() => go(null)}
          />
        )}
      </main>
    </>
  );
}
