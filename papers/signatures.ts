import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { contentWidth } from './page.ts';
import type { Signer } from './witness-form.ts';

/** '19000101 192001 1 028', as NIP are written on papers. */
export function spacedNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
}

/**
 * Whether what is said of him fits a page many times over. What may not be torn and is longer than a page would be left
 * out, so only such blocks are held together; a name in letters that the fonts lack is eight times as long as it was typed.
 */
export const isShort = ({ role, name, position }: Signer): boolean => role.length + name.length + position.length < 700;

/** The closing sentence and two columns of signature blocks: nobody signs on a page that says nothing, and no block breaks over two. */
export function signatures(sentence: string, left: Signer[], right: Signer[]): Content {
  const [first, ...more] = Array.from({ length: Math.max(left.length, right.length) }, (_, index): TableCell[] => [block(left[index]), block(right[index])]);
  const whole = [...left, ...right].every(isShort);
  const rows = (body: TableCell[][]): Content => ({
    table: { widths: [contentWidth / 2, contentWidth / 2], body, dontBreakRows: whole },
    layout: { defaultBorder: false, paddingLeft: () => 0, paddingRight: () => 0 },
  });
  return [
    { unbreakable: whole, stack: [{ text: sentence, alignment: 'justify', margin: [0, 0, 0, 10] }, ...(first ? [rows([first])] : [])] },
    ...(more.length > 0 ? [rows(more)] : []),
  ];
}

function block(signer: Signer | undefined): TableCell {
  if (!signer) return '';
  const { role, name, nip, position } = signer;
  return {
    stack: [
      { text: `${role},` },
      { text: position, fontSize: 9.5 },
      { text: name, bold: true, decoration: 'underline', margin: [0, 54, 0, 0] },
      { text: nip === null ? ' ' : `NIP ${spacedNip(nip)}` },
    ],
    alignment: 'center',
    margin: [6, 0, 6, 14],
  };
}
