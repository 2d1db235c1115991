import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Scene } from './scenes.ts';

interface SceneViewProps {
  readonly scene: Scene;
  /** "2 of 8". */
  readonly place: string;
  readonly isLast: boolean;
  readonly onNext: () => void;
  readonly onAll: () => void;
}

/** One scene: the chat, what one could do, and why. Every choice may be tried. */
export function SceneView({ scene, place, isLast, onNext, onAll }: SceneViewProps) {
  const [picked, setPicked] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const choice = picked === null ? undefined : scene.choices[picked];
  return (
    <article class="stack" aria-labelledby="scene">
      <p class="soft small">{place}</p>
      <h2 id="scene" ref={heading} tabIndex={-1}>
        {scene.title}
      </h2>
      <p>{scene.story}</p>
      <ul class="plain-list practice-chat">
        {scene.chat.map(({ from, text }) => (
          <li key={text} class="practice-line" data-from={from} dir="auto">
            {from === 'you' ? <span class="only-read-aloud">{t('practice_you')}: </span> : null}
            {text}
          </li>
        ))}
      </ul>
      <h3 id="pick">{t('practice_pick')}</h3>
      <ul class="plain-list practice-choices" aria-labelledby="pick">
        {scene.choices.map(({ say }, index) => (
          <li key={say}>
            <button
              type="button"
              class="practice-choice"
              aria-pressed={picked === index}
              onClick={() => setPicked(index)}
            >
              {say}
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {choice === undefined ? null : (
          <Notice kind={choice.good ? 'good' : 'care'} title={t(choice.good ? 'practice_good' : 'practice_think')}>
            <p>{choice.why}</p>
          </Notice>
        )}
        {choice?.good === true && isLast ? <p class="practice-end">{t('practice_end')}</p> : null}
      </div>
      <div class="actions">
        {isLast ? null : (
          <Button kind={choice?.good === true ? 'primary' : 'secondary'} onPress={onNext}>
            {t('practice_next')}
          </Button>
        )}
        <Button kind="quiet" onPress={onAll}>
          {t('practice_all')}
        </Button>
      </div>
    </article>
  );
}
