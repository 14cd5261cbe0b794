import type { Content } from 'pdfmake/interfaces.js';
import type { WitnessRule } from '../regulations/rules.ts';
import { citation } from './article.ts';
import { attachments, justified, heading, undersigned } from './berita-acara.ts';
import { fields } from './fields.ts';
import { letterhead } from './letterhead.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';
import { signatures } from './signatures.ts';
import type { WitnessForm } from './witness-form.ts';

export interface WitnessPaper {
  office: { name: string; utcOffsetMinutes: number };
  /** The short name of the office's regulation. */
  regulation: string;
  rule: WitnessRule;
  /** Sigap's number of the report. */
  report: string;
  /** The official number of the paper. */
  number: string;
  createdAt: Date;
  form: WitnessForm;
  /** SHA-256 of the form as it is kept, hex: ties the paper to what was typed in. */
  digest: string;
}

/** The berita acara (kesaksian) of ERR-10, with title, parties and duty or option as the office's text has them. */
export function witnessPaper(given: WitnessPaper): Paper {
  const paper = { ...given, form: showable(given.form) };
  const { office, rule, number, form } = paper;
  return {
    title: `${rule.title} Nomor ${number}`,
    author: office.name,
    createdAt: paper.createdAt,
    content: [
      letterhead(office.name),
      ...heading(rule.title, number, 'Dokumen penawaran yang tidak dapat dibuka'),
      ...undersigned(form, office.utcOffsetMinutes, [...form.witnesses, ...form.parties]),
      ...legalBasis(paper),
      fields(facts(form), { numbered: true }),
      ...closing(paper),
      signatures(`Demikian ${rule.title.toLowerCase()} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.`, form.parties, form.witnesses),
      ...attachments(form.attachments),
    ],
    footer: `${office.name} | Laporan Sigap ${paper.report} | SHA-256 isian: ${paper.digest}`,
  };
}

function legalBasis({ regulation, rule }: WitnessPaper): Content[] {
  const witnesses = rule.force === 'must' ? 'LPSE menjadi saksi' : 'LPSE dapat menjadi saksi';
  return [
    {
      text: `berdasarkan ${citation(rule.article, regulation)}, yang menetapkan bahwa ${witnesses} dalam hal dokumen penawaran tidak dapat dibuka oleh ${labels(rule)} dan menuangkannya dalam ${rule.title.toLowerCase()}, menerangkan dengan sebenarnya bahwa dokumen penawaran berikut ini tidak dapat dibuka, dan bahwa hal itu disaksikan bersama:`,
      alignment: 'justify', margin: [0, 4, 0, 4],
    },
  ];
}

function facts({ packageCode, packageName, provider, fileName, sha256, errorText, tool, attempts, ticket }: WitnessForm) {
  return [
    { label: 'Kode paket', value: packageCode },
    { label: 'Nama paket', value: packageName },
    { label: 'Nama penyedia', value: provider },
    { label: 'Nama berkas', value: fileName },
    { label: 'SHA-256 berkas', value: { text: sha256, fontSize: 8.5, margin: [0, 1.5, 0, 0] } satisfies Content },
    { label: 'Pesan kesalahan', value: errorText },
    ...(tool === null ? [] : [{ label: 'Aplikasi dan versi', value: tool }]),
    ...(attempts.length === 0 ? [] : [{ label: 'Upaya yang dilakukan', value: { ol: attempts, separator: ')', type: 'lower-alpha' } satisfies Content }]),
    ...(ticket === null ? [] : [{ label: 'Nomor tiket LKPP', value: ticket }]),
  ];
}

/** GOV-9: a witness, not a judge of the bid. */
function closing({ rule }: WitnessPaper): Content[] {
  return justified([
    'Nama dan SHA-256 berkas dicatat dari layar saat disaksikan; berkas penawaran tidak diunggah, disalin, atau disimpan oleh LPSE.',
    `Dalam hal ini LPSE hanya menjadi saksi. LPSE tidak melaksanakan dan tidak bertanggung jawab atas substansi pengadaan barang/jasa; penilaian dan keputusan atas dokumen penawaran tersebut tetap pada ${labels(rule)}.`,
  ]);
}

/** 'ULP, Panitia Pengadaan, atau Pejabat Pengadaan' */
function labels({ parties }: WitnessRule): string {
  const names = parties.map(({ label }) => label);
  if (names.length < 3) return names.join(' atau ');
  return `${names.slice(0, -1).join(', ')}, atau ${names.at(-1)}`;
}
