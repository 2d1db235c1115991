import { englishPack } from '../catalog.ts';
import { createEngine, type Engine } from '../engine/index.ts';
import { openOpinion } from './open-opinion.ts';

/** Which parts of the engine take part: to measure what each one adds. */
export interface EngineParts {
  readonly withModel: boolean;
  readonly withRules: boolean;
}

/** The English engine with its rules and, when there is one, its second opinion. */
export function openEngine(parts: EngineParts = { withModel: true, withRules: true }): Engine {
  const opinion = parts.withModel ? openOpinion() : null;
  return createEngine(englishPack(), {
    ...(opinion === null ? {} : { opinion }),
    ...(parts.withRules ? {} : { withoutRules: true }),
  });
}
