import * as z from 'zod/mini';
import type { ChildKind, ChildProtocol } from './child-messages.ts';

/** Longest draft that is judged, in UTF-16 units; the sender cuts it. */
const MAX_DRAFT = 4000;

/** What is accepted for each kind of the child's side. */
export const CHILD_SCHEMAS: { readonly [K in ChildKind]: z.ZodMiniType<ChildProtocol[K]['request']> } = {
  draft: z.object({
    site: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
    thread: z.string().check(z.minLength(1), z.maxLength(200)),
    text: z.string().check(z.maxLength(MAX_DRAFT)),
  }),
  talk: z.object({}),
  'not-a-problem': z.object({ alert: z.string().check(z.minLength(1), z.maxLength(64)), undo: z.boolean() }),
};
