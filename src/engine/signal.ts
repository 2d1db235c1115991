/** The twenty kinds of evidence, in the order of the taxonomy. The order is part of the model's file format. */
export const SIGNALS = [
  'impersonation',
  'credential-request',
  'account-hijack',
  'threat-exposure',
  'threat-harm',
  'emotional-blackmail',
  'extortion-payment',
  'image-request',
  'webcam-request',
  'sexual-talk',
  'meeting-request',
  'secrecy',
  'isolation',
  'supervision-probe',
  'personal-probe',
  'gift-bribe',
  'platform-switch',
  'flattery',
  'pressure',
  'self-harm-coercion',
] as const;

export type SignalId = (typeof SIGNALS)[number];

/** Alert levels, mildest first. */
export const LEVELS = ['caution', 'warning', 'urgent'] as const;

export type Level = (typeof LEVELS)[number];

/** 0 for `caution` to 2 for `urgent`; -1 for no alert. */
export function levelRank(level: Level | null): number {
  return level === null ? -1 : LEVELS.indexOf(level);
}
