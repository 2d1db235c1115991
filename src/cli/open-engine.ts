import { allLanguages } from '../catalog.ts';
import { createEngine, type Engine, type SecondOpinion } from '../engine/index.ts';
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
  return engineOf(parts.withModel ? openOpinion(parts.model) : null, parts.withRules);
}

/** The same with a second opinion that is open already, or with none. */
export function engineOf(opinion: SecondOpinion | null, withRules: boolean): Engine {
  return createEngine(allLanguages(), {
    ...(opinion === null ? {} : { opinion }),
    ...(withRules ? {} : { withoutRules: true }),
  });
}
