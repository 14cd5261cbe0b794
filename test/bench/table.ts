export interface Row { what: string; sigap: string; baseline: string; ratio: string; goal: string }

/** A Markdown table, as it stands in docs/benchmarks.md. */
export function toMarkdown(rows: Row[]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['what', 'Sigap', 'baseline', 'ratio', 'goal']), line(['---', '---', '---', '---', '---']),
    ...rows.map((row) => line([row.what, row.sigap, row.baseline, row.ratio, row.goal])),
  ].join('\n');
}
