import type { SecondOpinion } from '../engine/index.ts';

/** The English second opinion, or null when this build has none. */
export function openOpinion(): SecondOpinion | null {
  return null;
}
