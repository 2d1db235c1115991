import type { SignalId } from '../engine/signal.ts';

/** What a message does, in the words of a report. */
export const SIGNAL_WORDS: Readonly<Record<SignalId, string>> = {
  impersonation: 'pretends to be somebody',
  'credential-request': 'asks for a password or a code',
  'account-hijack': 'holds the account, or says so',
  'threat-exposure': 'threatens to show or publish something',
  'threat-harm': 'threatens harm',
  'emotional-blackmail': 'threatens to hurt themself or to leave',
  'extortion-payment': 'demands money or gifts to stop',
  'image-request': 'asks for a picture',
  'webcam-request': 'asks to go on camera',
  'sexual-talk': 'turns the talk sexual',
  'meeting-request': 'wants to meet, or the address',
  secrecy: 'asks to keep it secret or to delete it',
  isolation: 'sets the child against family or friends',
  'supervision-probe': 'asks who is near or who checks the phone',
  'personal-probe': 'asks for personal facts',
  'gift-bribe': 'offers gifts or money',
  'platform-switch': 'wants to move to another app',
  flattery: 'flatters, builds a bond',
  pressure: 'pushes',
  'self-harm-coercion': 'urges to hurt oneself or to obey dares',
};
