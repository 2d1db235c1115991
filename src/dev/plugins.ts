import type { Plugin } from 'vite';
import { byteModules } from './bytes-plugin.ts';
import { textModules } from './text-plugin.ts';
import { yamlModules } from './yaml-plugin.ts';

/** What lets TypeScript import the project's own kinds of file: rules and advice (`*.yaml`), glosses (`*.txt?packed`), the model (`*.bin?bytes`). */
export function sourcePlugins(): Plugin[] {
  return [byteModules(), textModules(), yamlModules()];
}
