/** `npm run lint [-- --write]`: format and lint rules. `--write` mends what can be mended. */
import { runBin } from './shell.ts';

export async function main(args: readonly string[]): Promise<number> {
  const write = args.includes('--write') ? ['--write'] : [];
  const done = await runBin('biome', ['check', '--error-on-warnings', ...write, '.'], { stdio: 'inherit' });
  return done.code;
}
