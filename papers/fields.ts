import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { contentWidth } from './page.ts';

export interface Field { label: string; value: Content }

interface Widths {
  /** Of the whole, in points. */
  width?: number;
  labelWidth?: number;
  /** 1., 2., ... before the labels. */
  numbered?: boolean;
}

const gap = 6;

/**
 * 'Label : value' lines of an official paper; a long value goes on below itself. All widths are in points: a column that
 * takes what is left would grow with a word that has no break, over the edge of the paper.
 */
export function fields(rows: Field[], { width = contentWidth, labelWidth = 112, numbered = false }: Widths = {}): Content {
  const before = [...(numbered ? [14] : []), labelWidth, 3];
  const rest = width - before.reduce((sum, column) => sum + column + gap, 0);
  return {
    table: {
      widths: [...before, rest],
      body: rows.map(({ label, value }, index): TableCell[] => [...(numbered ? [`${index + 1}.`] : []), label, ':', value]),
    },
    layout: { defaultBorder: false, paddingLeft: () => 0, paddingRight: (column) => (column < before.length ? gap : 0), paddingTop: () => 0.5, paddingBottom: () => 0.5 },
    margin: [0, 2, 0, 6],
  };
}
