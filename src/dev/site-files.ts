/** The sites by their files: `src/sites/<id>.ts` exports its adapter, and `about`. */
import type { About } from '../sites/about.ts';
import type { Adapter } from '../sites/adapter.ts';
import { exportOf } from './site-name.ts';

export interface SiteFile {
  readonly id: string;
  /** Undefined where the file does not export it under its name. */
  readonly adapter: Adapter | undefined;
  readonly about: About;
}

const modules = import.meta.glob<Record<string, unknown>>('../sites/*.ts', { eager: true });

/** Every file of a site, in the order of names. What stands beside them in the folder exports no `about`. */
export const siteFiles: readonly SiteFile[] = Object.entries(modules)
  .filter(([, exported]) => 'about' in exported)
  .map(([path, exported]) => {
    const id = path.slice('../sites/'.length, -'.ts'.length);
    return { id, adapter: exported[exportOf(id)] as Adapter | undefined, about: exported.about as About };
  });
