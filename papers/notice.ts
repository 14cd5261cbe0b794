import { heading, justified } from './berita-acara.ts';
import { letterhead } from './letterhead.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';
import { signatures } from './signatures.ts';
import type { Signer } from './witness-form.ts';

/** A notice on the office's letterhead: what is announced, for whoever wants it on paper (SVC-4). */
export interface Notice {
  office: string;
  /** Sigap's number of what it is about. */
  report: string;
  about: string;
  paragraphs: string[];
  /** null while nobody holds the function: the place stays free. */
  signer: Signer | null;
  printedAt: Date;
  /** 'Dicetak ...', local. */
  printed: string;
}

const title = 'Pengumuman';
/** The office's own agenda gives it; Sigap keeps no series of notices. */
const toBeNumbered = '.'.repeat(40);

export function noticePaper(given: Notice): Paper {
  const { office, report, about, paragraphs, signer, printed } = showable({ ...given, printedAt: null });
  return {
    title: `${title} ${about}`, author: office, createdAt: given.printedAt, footer: `${office} | ${title} Sigap ${report} | ${printed}`,
    content: [
      letterhead(office),
      ...heading(title, toBeNumbered, about),
      ...justified(paragraphs),
      signatures('Pengumuman ini dikeluarkan untuk diketahui para pengguna.', [], signer ? [signer] : []),
    ],
  };
}
