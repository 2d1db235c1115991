/** Every `import.meta.glob` of the extension's pages: lazy, so that a page loads what it shows and no more. */
import type { Loaders } from './guidance/index.ts';

/** Advice, a file a signal and language. */
export const ADVICE: Loaders = import.meta.glob('./guidance/advice/**/*.yaml', { import: 'default' });
/** Ways to begin a talk, a file a language. */
export const STARTERS: Loaders = import.meta.glob('./guidance/starters/*.yaml', { import: 'default' });
/** Helplines, a file a country. */
export const HELPLINES: Loaders = import.meta.glob('./guidance/helplines/*.yaml', { import: 'default' });
/** Practice chats, a file a scene and language. */
export const SCENES: Loaders = import.meta.glob('./practice/scenes/**/*.yaml', { import: 'default' });
