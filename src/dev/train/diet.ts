/** What a network reads in a round. */
import type { Seeded } from '../seeded.ts';
import { isOther, type Sample } from './samples.ts';
import type { Settings } from './settings.ts';

/** Whether the network of a seed is one for glossed texts. @throws Error when it is given as one for English too */
export function isGlossedSeed({ seeds, glossedSeeds }: Settings, seed: number): boolean {
  if (!glossedSeeds.includes(seed)) return false;
  if (seeds.includes(seed)) throw new Error(`Seed ${seed} stands in seeds and in glossedSeeds.`);
  return true;
}

/**
 * Narrows a list to what a network is fed with: one for English gets all that is English; one for glossed texts gets these
 * several times, each time to be varied in another way, and a share of the English, drawn anew.
 */
export function diet(
  samples: readonly Sample[],
  forGlossed: boolean,
  { glossedTimes, glossedEnglish }: Settings,
  random: Seeded,
): Sample[] {
  if (!forGlossed) return samples.filter((sample) => !isOther(sample));
  return samples.flatMap((sample) => {
    if (isOther(sample)) return Array<Sample>(glossedTimes).fill(sample);
    return random.chance(glossedEnglish) ? [sample] : [];
  });
}
