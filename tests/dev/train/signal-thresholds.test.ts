import { describe, expect, it } from 'vitest';
import { type HeardMessage, signalThresholds } from '../../../src/dev/train/signal-thresholds.ts';
import { SIGNALS, type SignalId } from '../../../src/engine/signal.ts';

const heard = (signal: SignalId, probability: number, carries: boolean, found = false): HeardMessage => ({
  carries: new Set(carries ? [signal] : []),
  found: new Set(found ? [signal] : []),
  probabilities: SIGNALS.map((each) => (each === signal ? probability : 0)),
});

describe('the probability from which a signal is told', () => {
  it('lies where what carries the signal parts from what does not, for each signal by itself', () => {
    const messages = [
      ...[0.9, 0.5, 0.32].map((p) => heard('secrecy', p, true)),
      ...[0.28, 0.2, 0.1].map((p) => heard('secrecy', p, false)),
      ...[0.9, 0.8, 0.72].map((p) => heard('isolation', p, true)),
      ...[0.68, 0.6, 0.5].map((p) => heard('isolation', p, false)),
    ];
    expect(signalThresholds(messages)).toMatchObject({ secrecy: 0.3, isolation: 0.7 });
  });

  it('counts what the rules found as told, whatever the network says', () => {
    const messages = [
      ...[0.15, 0.15, 0.15].map((p) => heard('secrecy', p, true, true)),
      heard('secrecy', 0.62, true),
      ...[0.58, 0.4, 0.3, 0.2].map((p) => heard('secrecy', p, false)),
    ];
    expect(signalThresholds(messages).secrecy).toBe(0.6);
  });

  it('takes the middle of steps that are as good as each other', () => {
    const messages = [heard('secrecy', 0.8, true), heard('secrecy', 0.2, false)];
    expect(signalThresholds(messages).secrecy).toBe(0.55);
  });
});
