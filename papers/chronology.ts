import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { fields } from './fields.ts';
import { letterhead } from './letterhead.ts';
import { contentWidth } from './page.ts';
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

const paddings = 4;
const narrow = { number: 16, by: 72, planned: 112, actual: 90 };
const step = contentWidth - narrow.number - narrow.by - narrow.planned - narrow.actual - 5 * 2 * paddings - 6 * 0.5;

/** An A4 paper; the head stands on every page. */
export function chronologyPaper(given: ChronologyDocument): Paper {
  const { title, office, report, facts, head, rows, legend, printed } = showable({ ...given, printedAt: null });
  return {
    title: `${title} ${report}`, author: office, createdAt: given.printedAt, footer: `${office} | Laporan Sigap ${report} | ${printed}`,
    content: [
      letterhead(office),
      { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 13, margin: [0, 0, 0, 8] },
      fields(facts.map(([label, value]) => ({ label, value }))),
      {
        fontSize: 8, lineHeight: 1.15,
        table: {
          headerRows: 1, dontBreakRows: rows.every(isShort), widths: [narrow.number, step, narrow.by, narrow.planned, narrow.actual],
          body: [[head.number, head.step, head.by, head.planned, head.actual].map((text): TableCell => ({ text, bold: true, fillColor: '#eeeeee' })), ...rows.map(line)],
        },
        layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5, paddingLeft: () => paddings, paddingRight: () => paddings, paddingTop: () => 2.5, paddingBottom: () => 2.5 },
      },
      { text: legend, fontSize: 8, margin: [0, 8, 0, 0] },
    ],
  };
}

function line(row: ChronologyRow, index: number): TableCell[] {
  const notes = row.notes.map((text): Content => ({ text, italics: true, margin: [0, 2, 0, 0] }));
  return [String(index + 1), { stack: [row.step, ...notes] }, row.by, { stack: row.planned }, { stack: row.actual }];
}

/** A row that may not be torn and is longer than a page would be left out, so rows are kept whole only where all are far from that. */
const isShort = ({ step: said, notes, by, planned, actual }: ChronologyRow): boolean =>
  [[said, ...notes], [by], planned, actual].every((cell) => cell.reduce((sum, text) => sum + text.length + text.split('\n').length * aLine, 0) < 800);

/** Characters that a line of the narrowest column holds at least. */
const aLine = 15;
