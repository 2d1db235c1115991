/** The short conversation that `npm start` plays. Every name is invented. */

export interface Line {
  readonly from: 'peer' | 'child';
  readonly text: string;
}

/** The two people of the demo messenger: the child sits in front of the watched page. */
export const PEOPLE = {
  child: { id: 'alex', name: 'Alex' },
  peer: { id: 'sam-new', name: 'Sam (new)' },
} as const;

export type Person = keyof typeof PEOPLE;

export const CONVERSATION: readonly Line[] = [
  { from: 'peer', text: 'heyy how was school' },
  { from: 'child', text: 'good! maths was long though' },
  { from: 'peer', text: 'same here, i only got half of question 7' },
  { from: 'child', text: 'haha me too' },
  { from: 'peer', text: "it's me sam btw, my old acc got locked so this is my new one" },
  { from: 'child', text: 'oh ok, i wondered' },
  { from: 'peer', text: 'can u send me ur password, i just need to check something on ur acc' },
  { from: 'child', text: 'hmm why do you need that' },
  { from: 'peer', text: 'I have your account now. do what i say and u get it back' },
  { from: 'child', text: 'what?? give it back' },
  { from: 'peer', text: 'if u tell anyone ill send ur private chats to everyone in ur school' },
];
