/** Before any end-to-end test: whatever they need is installed, and the extension is built as the tests load it. */
import { build, TARGETS } from '../../src/dev/build.ts';
import { PARTS, provide } from '../../src/dev/provision.ts';

export default async function setup(): Promise<void> {
  await provide(PARTS, (line) => process.stderr.write(`${line}\n`));
  await Promise.all(TARGETS.map((target) => build(target, true)));
}
