import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake/interfaces.js';
import { pageMargins } from './page.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto');
const font = (name: string) => join(folder, `Roboto-${name}.ttf`);
const roboto = { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') };
const fontFiles = new Set(Object.values(roboto));

// What people type into a paper never makes the house fetch or open anything: only the fonts are read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));
pdfmake.setFonts({ Roboto: roboto });

/** A paper before it is a file. */
export interface Paper {
  title: string;
  author: string;
  /** Stands in the file instead of the time of writing, so that the same paper is the same file. */
  createdAt: Date;
  /** Its own: pdfmake turns arrays that it is given into its own objects. */
  content: Content[];
  /** One line below every page, before the page number. */
  footer: string;
}

/**
 * An A4 file after PDF/A-2b in Bahasa Indonesia, with its fonts inside. The same paper gives the same bytes: dates and file
 * id come from the paper. It is not tagged, because pdfmake writes no structure and the file must not claim one.
 */
export function renderPdf({ title, author, createdAt, content, footer }: Paper): Promise<Buffer> {
  return pdfmake.createPdf({
    pageSize: 'A4', pageMargins, version: '1.7', subset: 'PDF/A-2b', language: 'id-ID', displayTitle: true,
    info: { title: plain(title), author: plain(author), creator: 'Sigap', producer: 'Sigap', creationDate: createdAt },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.2 },
    content,
    footer: (page, pages) => ({
      margin: [pageMargins[0], 18, pageMargins[2], 0], fontSize: 7, color: '#444444',
      columns: [{ text: footer, width: '*' }, { text: `Halaman ${page} dari ${pages}`, width: 70, alignment: 'right' }],
      columnGap: 12,
    }),
  }).getBuffer();
}

/** pdfkit puts titles into XML as they are. */
function plain(text: string): string {
  return text.replace(/[<>&]/g, ' ');
}
