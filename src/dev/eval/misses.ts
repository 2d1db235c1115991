import type { JudgedCorpus } from './judge.ts';
import { isAlerted } from './score.ts';

/** What went wrong in the corpora that may be read, one line each: missed, late, or alarmed for nothing. Never of `check`. */
export function missLines(judged: readonly JudgedCorpus[]): string[] {
  return judged
    .filter(({ corpus }) => corpus.part !== 'check')
    .flatMap(({ corpus, conversations }) =>
      conversations.flatMap((one) => {
        const { conversation, prediction } = one;
        const place = `${corpus.part}/${corpus.name} ${conversation.id}`;
        const first = prediction.alerts[0];
        if (conversation.label === 'alert' && first === undefined)
          return [`missed  ${place}  ${conversation.note ?? ''}`];
        if (conversation.label === 'alert' && first && first.at > (conversation.alertBy ?? 0)) {
          return [`late    ${place}  at ${first.at}, due ${conversation.alertBy}  ${conversation.note ?? ''}`];
        }
        if (conversation.label === 'none' && isAlerted(one) && first) {
          return [
            `false   ${place}  at ${first.at} ${first.level} [${first.signals.join(' ')}]  ${conversation.note ?? ''}`,
          ];
        }
        return [];
      }),
    );
}
