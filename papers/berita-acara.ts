/** What every berita acara is made of. */
import type { Content } from 'pdfmake/interfaces.js';
import { fields } from './fields.ts';
import { contentWidth } from './page.ts';
import { isShort, spacedNip } from './signatures.ts';
import type { Signer } from './witness-form.ts';
import { clockTime, dateInWords } from './words.ts';

/** Its title, what it is about, and its number. */
export function heading(title: string, number: string, about?: string): Content[] {
  return [
    { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 13 },
    ...(about === undefined ? [] : [{ text: about.toUpperCase(), alignment: 'center', bold: true } as const]),
    { text: `Nomor: ${number}`, alignment: 'center', margin: [0, 2, 0, 14] },
  ];
}

/** When and where, and who they are that sign, each with a number. */
export function undersigned({ at, place }: { at: number; place: string }, utcOffsetMinutes: number, signers: Signer[]): Content[] {
  return [
    {
      text: `Pada hari ini, ${dateInWords(at, utcOffsetMinutes)}, pukul ${clockTime(at, utcOffsetMinutes)}, bertempat di ${place}, kami yang bertanda tangan di bawah ini:`,
      alignment: 'justify', margin: [0, 0, 0, 6],
    },
    ...signers.map(person),
  ];
}

const numberWidth = 20;

function person(signer: Signer, index: number): Content {
  const { role, name, nip, position } = signer;
  return {
    unbreakable: isShort(signer),
    columns: [
      { width: numberWidth, text: `${index + 1}.`, margin: [0, 3, 0, 0] },
      fields([
        { label: 'Nama', value: { text: name, bold: true } },
        ...(nip === null ? [] : [{ label: 'NIP', value: spacedNip(nip) }]),
        { label: 'Jabatan', value: position },
        { label: 'Selaku', value: role },
      ], { width: contentWidth - numberWidth, labelWidth: 95 }),
    ],
  };
}

export const justified = (lines: string[]): Content[] => lines.map((text) => ({ text, alignment: 'justify', margin: [0, 0, 0, 6] }));

/** 64 signs in one line beside a label. */
export const hash = (text: string): Content => ({ text, fontSize: 8, margin: [0, 2, 0, 0] });

/** The head of the office's audit chain when the form was filled in; nothing while nothing is sealed. */
export function auditSeal(seal: { seq: number; hash: string } | null): Content[] {
  return seal === null ? [] : [{ unbreakable: true, stack: [`Segel catatan audit Sigap pada saat isian ini dibuat, nomor ${seal.seq}:`, hash(seal.hash)], margin: [0, 0, 0, 6] }];
}

export function attachments(names: string[]): Content[] {
  if (names.length === 0) return [];
  const [first = '', ...more] = names;
  // What may not be torn and is longer than a page would be left out, so only the heading and the first name are held together.
  return [
    { unbreakable: true, stack: [{ text: 'Lampiran:', bold: true }, { ol: [first], margin: [0, 2, 0, 0] }], margin: [0, 8, 0, 0] },
    ...(more.length > 0 ? [{ ol: more, start: 2 }] : []),
  ];
}
