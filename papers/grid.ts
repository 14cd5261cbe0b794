import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { contentWidth } from './page.ts';

const padding = 4;
const lineWidth = 0.5;

interface Grid {
  head: string[];
  rows: TableCell[][];
  /** In points, but for one column, which takes what is left. */
  widths: (number | 'rest')[];
  /** No row is torn at the end of a page; for rows that are all far shorter than one. */
  keepRows: boolean;
}

/** A table in small print with thin lines, whose head stands on every page. */
export function grid({ head, rows, widths, keepRows }: Grid): Content {
  const taken = widths.reduce<number>((sum, width) => sum + (width === 'rest' ? 0 : width), 0);
  const rest = contentWidth - taken - widths.length * 2 * padding - (widths.length + 1) * lineWidth;
  return {
    fontSize: 8, lineHeight: 1.15,
    table: {
      headerRows: 1, dontBreakRows: keepRows, widths: widths.map((width) => (width === 'rest' ? rest : width)),
      body: [head.map((text): TableCell => ({ text, bold: true, fillColor: '#eeeeee' })), ...rows],
    },
    layout: { hLineWidth: () => lineWidth, vLineWidth: () => lineWidth, paddingLeft: () => padding, paddingRight: () => padding, paddingTop: () => 2.5, paddingBottom: () => 2.5 },
  };
}

/** A row that may not be torn and is longer than a page would be left out, so rows are kept whole only where all are far from that. @param cells the paragraphs of each cell */
export const isShort = (cells: string[][]): boolean =>
  cells.every((cell) => cell.reduce((sum, text) => sum + text.length + text.split('\n').length * aLine, 0) < 800);

/** Characters that a line of the narrowest column holds at least. */
const aLine = 15;
