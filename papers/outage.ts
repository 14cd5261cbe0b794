import type { Content } from 'pdfmake/interfaces.js';
import { formatLocal } from '../calendar/index.ts';
import type { OutageRules } from '../regulations/announcement-rules.ts';
import { basisOf } from '../workflows/kernel/basis.ts';
import { attachments, justified, heading } from './berita-acara.ts';
import { fields } from './fields.ts';
import type { Field } from './fields.ts';
import { letterhead } from './letterhead.ts';
import type { OutageForm } from './outage-form.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';
import { signatures, spacedNip } from './signatures.ts';
import { clockTime, dateInWords } from './words.ts';

interface OutagePaper {
  office: { name: string; utcOffsetMinutes: number };
  /** The short name of the office's regulation. */
  regulation: string;
  rule: Pick<OutageRules, 'paper' | 'basis'>;
  /** Sigap's number of the outage. */
  report: string;
  /** The official number of the paper. */
  number: string;
  createdAt: Date;
  form: OutageForm;
  /** SHA-256 of the form as it is kept, hex. */
  digest: string;
}

/** The berita acara on an outage (SEC-7, STD-33): evidence of when what did not work, and no advice on what follows from it (GOV-9). */
export function outagePaper(given: OutagePaper): Paper {
  const paper = { ...given, form: showable(given.form) };
  const { office, rule: { paper: { title } }, number, form } = paper;
  return {
    title: `${title} Nomor ${number}`, author: office.name, createdAt: paper.createdAt,
    footer: `${office.name} | Gangguan Sigap ${paper.report} | SHA-256 isian: ${paper.digest}`,
    content: [
      letterhead(office.name),
      ...heading(title, number),
      opening(paper),
      fields(facts(paper), { numbered: true }),
      ...steps(paper),
      ...justified([
        ...legalBasis(paper),
        `Waktu mulai dan berakhirnya gangguan tersebut ditetapkan oleh ${form.declarer.name}, ${form.declarer.position}.`,
        'Berita acara ini menerangkan keadaan sistem. Sigap dan LPSE tidak memberikan saran tentang jadwal pengadaan; keputusan atas jadwal dan paket tetap pada pihak yang berwenang.',
      ]),
      signatures(`Demikian ${title.toLowerCase()} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.`, [], [form.signer]),
      ...attachments(form.attachments),
    ],
  };
}

function opening({ office: { name, utcOffsetMinutes }, form: { at, place, signer } }: OutagePaper): Content {
  const who = [signer.name, ...(signer.nip === null ? [] : [`NIP ${spacedNip(signer.nip)}`]), signer.position].join(', ');
  return {
    text: `Pada hari ini, ${dateInWords(at, utcOffsetMinutes)}, pukul ${clockTime(at, utcOffsetMinutes)}, bertempat di ${place}, yang bertanda tangan di bawah ini, ${who}, menerangkan dengan sebenarnya bahwa telah terjadi gangguan pada sistem yang dilayani ${name} sebagai berikut:`,
    alignment: 'justify', margin: [0, 0, 0, 6],
  };
}

function facts({ office: { utcOffsetMinutes }, form }: OutagePaper): Field[] {
  const moment = (at: number) => `${dateInWords(at, utcOffsetMinutes)}, pukul ${clockTime(at, utcOffsetMinutes)} (${formatLocal(at, utcOffsetMinutes)})`;
  const { systems, startsAt, endsAt, calendarDays, workingDays, cause, effect } = form;
  return [
    { label: 'Sistem', value: systems.length === 1 ? systems[0]! : { ul: systems } },
    { label: 'Mulai', value: moment(startsAt) },
    { label: 'Berakhir', value: moment(endsAt) },
    { label: 'Lama', value: `${inHours(endsAt - startsAt)} jam` },
    { label: 'Hari kalender', value: `${calendarDays} hari kalender terkena gangguan` },
    { label: 'Hari kerja', value: `${workingDays} hari kerja terkena gangguan` },
    { label: 'Sebab', value: cause },
    { label: 'Dampak', value: effect },
  ];
}

/** '3,5', '0,25', '52': hours with at most two decimals, as written in Indonesia. */
export function inHours(ms: number): string {
  return String(Math.round(ms / 36_000) / 100).replace('.', ',');
}

function steps({ office: { utcOffsetMinutes }, form }: OutagePaper): Content[] {
  if (form.steps.length === 0) return [];
  return [
    { text: 'Langkah yang diambil:', margin: [0, 4, 0, 2] },
    fields(form.steps.map(({ at, words }) => ({ label: formatLocal(at, utcOffsetMinutes), value: words })), { numbered: true }),
  ];
}

function legalBasis({ regulation, rule: { basis } }: OutagePaper): string[] {
  return basis.length === 0 ? [] : [`Berita acara ini dibuat berdasarkan ${basis.map((source) => basisOf(source, regulation)).join('; ')}.`];
}
