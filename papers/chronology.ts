import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { fields } from './fields.ts';
import { grid, isShort } from './grid.ts';
import { letterhead } from './letterhead.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';

/** The chronology of a report, in words: who did what when, and when it was planned. */
export interface ChronologyDocument {
  title: string;
  office: string;
  /** Sigap's number of the report. */
  report: string;
  facts: [label: string, value: string][];
  head: { number: string; step: string; by: string; planned: string; actual: string };
  rows: ChronologyRow[];
  /** What the reader must know to read the table. */
  legend: string;
  printedAt: Date;
  /** 'Dicetak ...', local. */
  printed: string;
}

export interface ChronologyRow { step: string; notes: string[]; by: string; planned: string[]; actual: string[] }

/** An A4 paper; the head stands on every page. */
export function chronologyPaper(given: ChronologyDocument): Paper {
  const { title, office, report, facts, head, rows, legend, printed } = showable({ ...given, printedAt: null });
  return {
    title: `${title} ${report}`, author: office, createdAt: given.printedAt, footer: `${office} | Laporan Sigap ${report} | ${printed}`,
    content: [
      letterhead(office),
      { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 13, margin: [0, 0, 0, 8] },
      fields(facts.map(([label, value]) => ({ label, value }))),
      grid({
        head: [head.number, head.step, head.by, head.planned, head.actual], rows: rows.map(line), widths: [16, 'rest', 72, 112, 90],
        keepRows: rows.every(({ step, notes, by, planned, actual }) => isShort([[step, ...notes], [by], planned, actual])),
      }),
      { text: legend, fontSize: 8, margin: [0, 8, 0, 0] },
    ],
  };
}

function line(row: ChronologyRow, index: number): TableCell[] {
  const notes = row.notes.map((text): Content => ({ text, italics: true, margin: [0, 2, 0, 0] }));
  return [String(index + 1), { stack: [row.step, ...notes] }, row.by, { stack: row.planned }, { stack: row.actual }];
}
