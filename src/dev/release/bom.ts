/**
 * The bill of materials of what ships, as CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/), from the lockfile alone.
 * `npm sbom` says the same and a test compares the two, but it also says when, by which npm and in which folder it was
 * made: that would differ on every machine.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

/** Name of the file in a build, by which scanners know it. */
export const BILL = 'bom.cdx.json';

const lockedSchema = z.object({
  version: z.string(),
  license: z.optional(z.string()),
  integrity: z.optional(z.string().check(z.regex(/^sha512-[\w+/]+={0,2}$/))),
  dev: z.optional(z.boolean()),
});
const lockSchema = z.object({ packages: z.record(z.string(), lockedSchema) });

type Locked = z.infer<typeof lockedSchema>;

const MODULES = 'node_modules/';

/** `@scope/name` in a package URL has its first sign encoded. */
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

const licencesOf = (license: string | undefined) => (license === undefined ? [] : [{ license: { id: license } }]);

function componentOf(path: string, { version, license, integrity = '' }: Locked) {
  const name = path.slice(path.lastIndexOf(MODULES) + MODULES.length);
  const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    purl: purlOf(name, version),
    hashes: [{ alg: 'SHA-512', content }],
    licenses: licencesOf(license),
  };
}

/** A UUID that is made of the contents: the same packages have the same one. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  // Version 8 and the common variant, RFC 9562.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/**
 * The text of the bill for a `package-lock.json`: every package that is not for development alone, sorted by name.
 * Throws when the lockfile is not one.
 */
export function billOf(lockfile: string): string {
  const { packages } = lockSchema.parse(JSON.parse(lockfile));
  const own = packages[''];
  if (own === undefined) throw new Error('package-lock.json names no package of its own');
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  const components = shipped
    .map(([path, locked]) => componentOf(path, locked))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const content = {
    version: 1,
    metadata: {
      component: {
        'bom-ref': `nightlight@${own.version}`,
        type: 'application',
        name: 'nightlight',
        version: own.version,
        purl: purlOf('nightlight', own.version),
        licenses: licencesOf(own.license),
      },
    },
    components,
  };
  const head = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
  };
  return `${JSON.stringify({ ...head, ...content }, null, 2)}\n`;
}
