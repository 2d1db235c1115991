import { storyOf } from './corpora.ts';
import { isAlerted, type Judged } from './score.ts';

/** How a story fares: of its `alert` conversations, how many were caught; of its `none` ones, how many alarmed. */
export interface StoryScore {
  readonly story: string;
  readonly alert: number;
  readonly caught: number;
  readonly inTime: number;
  readonly none: number;
  readonly falseAlerts: number;
}

/** Counts by the tag of the notes, weakest first: lowest recall, then most false alerts. */
export function scoreStories(judged: readonly Judged[]): StoryScore[] {
  const stories = new Map<string, Judged[]>();
  for (const one of judged) {
    const story = storyOf(one.conversation.note) ?? 'no tag';
    stories.set(story, [...(stories.get(story) ?? []), one]);
  }
  const scores = [...stories].map(([story, members]): StoryScore => {
    const alert = members.filter(({ conversation }) => conversation.label === 'alert');
    const none = members.filter(({ conversation }) => conversation.label === 'none');
    const caught = alert.filter(isAlerted);
    return {
      story,
      alert: alert.length,
      caught: caught.length,
      inTime: caught.filter(({ conversation, prediction }) =>
        prediction.alerts.some(({ at }) => at <= (conversation.alertBy ?? 0)),
      ).length,
      none: none.length,
      falseAlerts: none.filter(isAlerted).length,
    };
  });
  const recall = ({ alert, caught }: StoryScore) => (alert === 0 ? 1 : caught / alert);
  return scores.sort(
    (a, b) =>
      recall(a) - recall(b) || b.alert - a.alert || b.falseAlerts - a.falseAlerts || a.story.localeCompare(b.story),
  );
}
