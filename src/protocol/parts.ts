/** Pieces of requests that several schemas share. */
import * as z from 'zod/mini';
import { LEVELS } from '../engine/signal.ts';

/** A text of at most, and at least, so many UTF-16 units. */
export const bounded = (max: number, min = 0) => z.string().check(z.minLength(min), z.maxLength(max));

export const siteId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));
export const alertId = bounded(64, 1);
export const level = z.enum(LEVELS);
export const nothing = z.object({});
export const direction = z.enum(['peer', 'child', 'unknown']);
/** Of an unlocked page. */
export const token = bounded(100, 1);
/** null while no PIN is set. */
export const tokenOrNull = z.nullable(token);
