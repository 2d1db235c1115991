import type { Plugin } from 'vite';
import { assemblyModules } from './assembly.ts';
import { byteModules } from './bytes.ts';
import { textModules } from './text.ts';
import { yamlModules } from './yaml.ts';

/** What lets TypeScript import the project's own kinds of file: rules and advice (`*.yaml`), glosses (`*.txt?packed`), the model (`*.bin?bytes`), WebAssembly (`*.wat`). */
export function sourcePlugins(): Plugin[] {
  return [assemblyModules(), byteModules(), textModules(), yamlModules()];
}
