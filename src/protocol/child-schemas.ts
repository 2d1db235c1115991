import * as z from 'zod/mini';
import type { ChildKind, ChildProtocol } from './child-messages.ts';
import { alertId, bounded, nothing, siteId } from './parts.ts';

/** Longest draft that is judged, in UTF-16 units; the sender cuts it. */
const MAX_DRAFT = 4000;

/** What is accepted for each kind of the child's side. */
export const CHILD_SCHEMAS: { readonly [K in ChildKind]: z.ZodMiniType<ChildProtocol[K]['request']> } = {
  draft: z.object({
    site: siteId,
    thread: bounded(200, 1),
    text: bounded(MAX_DRAFT),
  }),
  talk: nothing,
  'not-a-problem': z.object({ alert: alertId, undo: z.boolean() }),
};
