/** Letters that take two columns in a terminal: Unicode's East Asian widths W and F, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const noWidth = /\p{Mark}|\p{Cf}/u;

export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += noWidth.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return width;
}

/** Rows of cells as lines: the first column flush left, the others, which are figures, flush right. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    }
  }
  const fit = (cell: string, column: number) => {
    const gap = ' '.repeat((widths[column] ?? 0) - displayWidth(cell));
    return column === 0 ? cell + gap : gap + cell;
  };
  return rows.map((row) => row.map(fit).join('  ').trimEnd());
}
