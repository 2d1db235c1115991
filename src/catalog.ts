/**
 * Every `import.meta.glob` of the product, in one place. Files become values here and are parsed by their schema at once;
 * an error names the file.
 */
import { parsePack, type RulePack } from './engine/index.ts';

const english = import.meta.glob('../rules/en/**/*.yaml', { eager: true, import: 'default' });
const englishCommon = import.meta.glob('../rules/en/common.txt', { eager: true, import: 'default', query: '?raw' });

/** The English rules. @throws Error that names the file and what is wrong in it */
export function englishPack(): RulePack {
  const files: Record<string, unknown> = {};
  for (const [path, value] of Object.entries({ ...english, ...englishCommon }))
    files[path.replace(/^.*\/rules\/en\//, '')] = value;
  return parsePack('en', files);
}
