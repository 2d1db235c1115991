/** The name under which the file of a site exports its adapter: `the-lounge` → `theLounge`. Here the build, too, can read it. */
export function exportOf(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
