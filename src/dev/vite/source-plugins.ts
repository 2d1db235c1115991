import type { Plugin } from 'vite';
import { byteModules } from './bytes.ts';
import { textModules } from './text.ts';
import { yamlModules } from './yaml.ts';

/** What lets TypeScript import the project's own kinds of file: rules and advice (`*.yaml`), glosses (`*.txt?packed`), the model (`*.bin?bytes`). */
export function sourcePlugins(): Plugin[] {
  return [byteModules(), textModules(), yamlModules()];
}
