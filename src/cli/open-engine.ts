import { allLanguages } from '../catalog.ts';
import { createEngine, type Engine } from '../engine/index.ts';
import { openOpinion } from './open-opinion.ts';

/** Which parts of the engine take part: to measure what each one adds. */
export interface EngineParts {
  readonly withModel: boolean;
  readonly withRules: boolean;
  /** Another model file than the one that ships. */
  readonly model?: string | null;
}

/** The engine with the rules of every language and, where there is one, the second opinion. */
export function openEngine(parts: EngineParts = { withModel: true, withRules: true }): Engine {
  const opinion = parts.withModel ? openOpinion(parts.model) : null;
  return createEngine(allLanguages(), {
    ...(opinion === null ? {} : { opinion }),
    ...(parts.withRules ? {} : { withoutRules: true }),
  });
}
