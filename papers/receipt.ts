import { fields } from './fields.ts';
import { grid, isShort } from './grid.ts';
import { letterhead } from './letterhead.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';

/** A *tanda terima berkas*: what was handed in, what must still be shown or brought, and that nothing is decided by it (REG-20). */
export interface ReceiptDocument {
  office: string;
  /** Sigap's number of the application. */
  number: string;
  facts: [label: string, value: string][];
  rows: ReceiptRow[];
  /** Sentences below the table. */
  notes: string[];
  printedAt: Date;
  /** 'Dicetak ...', local. */
  printed: string;
}

/** `source`: the article or paper that asks for the item. */
export interface ReceiptRow { item: string; source: string; copy: string; original: string }

const title = 'Tanda Terima Berkas';
const head = ['No.', 'Berkas', 'Dasar', 'Salinan', 'Dokumen asli'];

export function receiptPaper(given: ReceiptDocument): Paper {
  const { office, number, facts, rows, notes, printed } = showable({ ...given, printedAt: null });
  return {
    title: `${title} ${number}`, author: office, createdAt: given.printedAt, footer: `${office} | ${title} ${number} | ${printed}`,
    content: [
      letterhead(office),
      { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 13 },
      { text: `Nomor: ${number}`, alignment: 'center', margin: [0, 0, 0, 8] },
      fields(facts.map(([label, value]) => ({ label, value }))),
      grid({
        head, rows: rows.map(({ item, source, copy, original }, index) => [String(index + 1), item, source, copy, original]), widths: [16, 'rest', 88, 96, 84],
        keepRows: rows.every((row) => isShort(Object.values(row).map((text) => [text]))),
      }),
      { stack: notes.map((text) => ({ text, margin: [0, 0, 0, 4] })), margin: [0, 10, 0, 0] },
    ],
  };
}
