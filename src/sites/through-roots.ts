import { deep, type Through } from './deep.ts';
import { followRoots } from './roots.ts';
import { rootsOf } from './shadow-scan.ts';

/** For sites that draw in shadow roots: the third argument of `siteFromData`. */
export const throughRoots: Through = { search: deep, followRoots, rootsOf };
