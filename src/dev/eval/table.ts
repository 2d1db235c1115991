/** A cell: text is set to the left, figures to the right. */
export type Cell = string | number | null;

/** `12.3 %`; `–` when there is nothing to count. */
export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${(value * 100).toFixed(1)} %`;
}

/** `[80.1, 90.2]`, in percent. */
export function range(pair: readonly [number, number] | null): string {
  return pair === null ? '' : `[${(pair[0] * 100).toFixed(1)}, ${(pair[1] * 100).toFixed(1)}]`;
}

/** A table in plain text: a title, a line of heads, and rows; columns as wide as they must be. */
export function table(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = lines;
  return `${title}\n${'─'.repeat(Math.max(title.length, head.length))}\n${[head, ...body].join('\n')}\n`;
}
