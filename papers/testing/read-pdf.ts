import { execFileSync } from 'node:child_process';
import { popplerPath } from '../../test/setup/provided.ts';

/** What a reader shows of a PDF, as text; blanks and line ends are one blank. */
export function textOf(pdf: Buffer): string {
  return execFileSync(popplerPath('pdftotext'), ['-layout', '-', '-'], { input: pdf }).toString().replace(/\s+/g, ' ');
}

/** Its pages as PNG pictures at 60 dpi, one after another as the tool writes them. */
export function firstPage(pdf: Buffer, dpi = 60): Buffer {
  return execFileSync(popplerPath('pdftoppm'), ['-png', '-r', String(dpi), '-singlefile', '-'], { input: pdf, maxBuffer: 32 * 1024 * 1024 });
}

export interface Word { text: string; page: number; left: number; right: number; top: number; bottom: number }

/** Every word with its place on its page, in points from the upper left corner. */
export function wordsOf(pdf: Buffer): Word[] {
  const html = execFileSync(popplerPath('pdftotext'), ['-bbox', '-', '-'], { input: pdf }).toString();
  return html.split('<page ').slice(1).flatMap((page, index) => [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)]
    .map(([, left, top, right, bottom, text = '']) => ({ text, page: index + 1, left: Number(left), right: Number(right), top: Number(top), bottom: Number(bottom) })));
}
