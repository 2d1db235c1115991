/** The script for pages of no known site, on which the extension was switched on: the known ones and the generic one. */
import { generic } from '../sites/generic.ts';
import { begin } from './begin.ts';

begin(generic);
