/** `npm run check`: types of the whole project, and of the engine without the DOM. */
import { runBin } from './shell.ts';

/** Every tsconfig that is checked: what it is, and where. */
export const PROJECTS: readonly { readonly title: string; readonly path: string }[] = [
  { title: 'types', path: '.' },
  { title: 'types of the engine without the DOM', path: 'src/engine' },
];

export async function main(): Promise<number> {
  let bad = 0;
  for (const { title, path } of PROJECTS) {
    const done = await runBin('tsc', ['-p', path, '--noEmit', '--pretty', 'false']);
    if (done.code !== 0) bad = 1;
    console.log(done.code === 0 ? `${title}: fine` : `${title}:\n${done.output.trim()}`);
  }
  return bad;
}
