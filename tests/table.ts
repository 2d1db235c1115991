/** The rows of the table in a Markdown text whose first column has this heading; short ones are filled up with empty cells. */
export function rowsOf(text: string, heading: string): [string, string, string, ...string[]][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) throw new Error(`no table with the column "${heading}"`);
  const rows: [string, string, string, ...string[]][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    const [first = '', second = '', third = '', ...more] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    rows.push([first, second, third, ...more]);
  }
  return rows;
}
