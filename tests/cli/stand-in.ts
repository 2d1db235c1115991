import type { EngineDoor } from '../../src/cli/engine-door.ts';
import type { Alert } from '../../src/engine/finding.ts';

interface StandInState {
  readonly seen: number;
  readonly raised: boolean;
}

/**
 * An engine that finds `credential-request` in "password" (not in the child's messages) and raises a warning on the
 * second one, so that tests of the command line do not hang on the rules. It fails on "explode".
 */
export const standIn: EngineDoor<StandInState> = {
  start: () => ({ seen: 0, raised: false }),
  observe(state, message, context) {
    if (message.text.includes('explode')) throw new Error('the engine met something');
    const start = message.text.indexOf('password');
    if (start < 0 || message.direction === 'child') return { state, findings: [], alert: null };
    const span = [start, start + 'password'.length] as const;
    const finding = {
      signal: 'credential-request',
      source: 'rule',
      rule: 'en/credential-request#stand-in',
      span,
      weight: 1,
      direction: message.direction,
      experimental: message.text.includes('experimental'),
      alone: null,
    } as const;
    const seen = state.seen + 1;
    const raise = seen === 2 && !state.raised;
    const alert: Alert = {
      level: context.group ? 'caution' : 'warning',
      signals: ['credential-request'],
      reasons: [
        { signal: finding.signal, source: 'rule', rule: finding.rule, span, time: message.time ?? context.now },
      ],
    };
    return { state: { seen, raised: state.raised || raise }, findings: [finding], alert: raise ? alert : null };
  },
};
