/** `npm run dev [-- --browser firefox]`: builds the demo build again whenever a file changes, until it is stopped. */
import { parseArgs } from 'node:util';
import { browserOf } from './args.ts';
import { distOf } from './build.ts';
import { runBin } from './shell.ts';

export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { browser: { type: 'string' } } });
  const target = browserOf(values.browser);
  console.log(`Load ${distOf(target, true)} as an unpacked extension; it is built again with every change.`);
  const env = { ...process.env, TARGET: target };
  const done = await runBin('vite', ['build', '--mode', 'demo', '--watch'], { env, stdio: 'inherit' });
  return done.code;
}
