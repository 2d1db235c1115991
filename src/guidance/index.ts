/** What Nightlight says, and whom it names: the only door of this room. */
export {
  type AdviceLibrary,
  adviceFor,
  adviceForLevel,
  adviceKeys,
  adviceLanguages,
  BASE_LANGUAGE,
  type Files,
  type Loaders,
  loadAdvice,
  matchLanguage,
  namedSignal,
  parseAdvice,
  parseTold,
  type WarningLibrary,
  type WarningText,
  warningText,
} from './advice.ts';
export { type FirstHelp, type FirstHelpBook, firstHelpIn, parseFirstHelp } from './first-help.ts';
export {
  aboutLanguage,
  aboutLine,
  type CountryHelp,
  countries,
  type HelplineBook,
  helplinesFor,
  loadHelplines,
  nameOf,
  type Offer,
  overdue,
  parseHelplines,
  smsHref,
  telHref,
} from './helplines.ts';
export {
  type Advice,
  type Doubt,
  GuidanceError,
  HELP_KINDS,
  type HelpKind,
  type Helpline,
  type ParentAdvice,
  type Starter,
} from './schema.ts';
export { loadStarters, parseStarters, type StarterLibrary, startersFor } from './starters.ts';
