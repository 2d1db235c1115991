/** The script for the pages of known sites. */
import { begin } from './begin.ts';

begin(null);
