import type { Alert, Finding } from '../engine/finding.ts';
import type { Context, Message } from '../engine/message.ts';

/** What observing one message gives back. */
export interface Observation<State> {
  readonly state: State;
  readonly findings: readonly Finding[];
  readonly alert: Alert | null;
  /** A raised alert that gained reasons. */
  readonly grown?: Alert | null;
}

/** The part of the engine that the command line, the evaluation and the benches use; tests put a stand-in here. */
export interface EngineDoor<State = unknown> {
  start(): State;
  observe(state: State, message: Message, context: Context): Observation<State>;
}
