/** What every berita acara is made of. */
import type { Content } from 'pdfmake/interfaces.js';

/** Its title, what it is about, and its number. */
export function heading(title: string, number: string, about?: string): Content[] {
  return [
    { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 13 },
    ...(about === undefined ? [] : [{ text: about.toUpperCase(), alignment: 'center', bold: true } as const]),
    { text: `Nomor: ${number}`, alignment: 'center', margin: [0, 2, 0, 14] },
  ];
}

export const justified = (lines: string[]): Content[] => lines.map((text) => ({ text, alignment: 'justify', margin: [0, 0, 0, 6] }));

export function attachments(names: string[]): Content[] {
  if (names.length === 0) return [];
  const [first = '', ...more] = names;
  // What may not be torn and is longer than a page would be left out, so only the heading and the first name are held together.
  return [
    { unbreakable: true, stack: [{ text: 'Lampiran:', bold: true }, { ol: [first], margin: [0, 2, 0, 0] }], margin: [0, 8, 0, 0] },
    ...(more.length > 0 ? [{ ol: more, start: 2 }] : []),
  ];
}
