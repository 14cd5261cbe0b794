import type { Content } from 'pdfmake/interfaces.js';
import { contentWidth } from './page.ts';

/** The two lines of an office's letterhead: 'LPSE Kota Salatiga' belongs to the government of Kota Salatiga. */
export function letterheadLines(office: string): string[] {
  const [, region] = /^LPSE ((?:Kota|Kabupaten|Provinsi) .+)$/.exec(office) ?? [];
  return region ? [`Pemerintah ${region}`.toUpperCase(), 'LAYANAN PENGADAAN SECARA ELEKTRONIK'] : [office.toUpperCase()];
}

/** The letterhead with the heavy and the light rule of official papers below it. */
export function letterhead(office: string): Content {
  const lines = letterheadLines(office);
  return {
    stack: [
      ...lines.map((text, index): Content => ({ text, alignment: 'center', bold: true, fontSize: index === lines.length - 1 ? 15 : 13, lineHeight: 1.1 })),
      {
        canvas: [
          { type: 'line', x1: 0, y1: 6, x2: contentWidth, y2: 6, lineWidth: 2.25 },
          { type: 'line', x1: 0, y1: 9, x2: contentWidth, y2: 9, lineWidth: 0.75 },
        ],
      },
    ],
    margin: [0, 0, 0, 18],
  };
}
