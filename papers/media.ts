import type { Content } from 'pdfmake/interfaces.js';
import { formatLocal } from '../calendar/index.ts';
import type { BackupPaperRule, BackupRules } from '../regulations/backup-rules.ts';
import { basisOf } from '../workflows/kernel/basis.ts';
import { inFull } from '../workflows/kernel/cite.ts';
import { attachments, auditSeal, hash, heading, justified, undersigned } from './berita-acara.ts';
import { fields } from './fields.ts';
import type { Field } from './fields.ts';
import { grid } from './grid.ts';
import { letterhead } from './letterhead.ts';
import type { DestructionForm, HandoverForm, SetOnMedium } from './media-form.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';
import { signatures } from './signatures.ts';
import { clockTime, dateInWords } from './words.ts';

interface MediaPaper<Form> {
  office: { name: string; utcOffsetMinutes: number };
  /** The short name of the office's regulation. */
  regulation: string;
  rule: Pick<BackupRules, 'papers' | 'basis' | 'portable'>;
  /** Sigap's number of the move. */
  report: string;
  /** The official number of the paper. */
  number: string;
  createdAt: Date;
  form: Form;
  /** SHA-256 of the form as it is kept, hex. */
  digest: string;
}

/** The berita acara serah terima of a medium (ARC-2): who gave what to whom, and by which hashes what lies on it can be proved. */
export function handoverPaper(given: MediaPaper<HandoverForm>): Paper {
  const { form, office: { utcOffsetMinutes } } = given;
  const { giver, carrier, receiver, signer, medium } = showable(form);
  const moment = momentIn(utcOffsetMinutes);
  return mediumPaper(given, given.rule.papers.handover, {
    about: 'menerangkan dengan sebenarnya bahwa PIHAK KESATU telah menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA telah menerima dari PIHAK KESATU dalam keadaan baik, satu media cadangan sebagai berikut:',
    people: [giver, ...(carrier ? [carrier] : []), receiver],
    facts: [
      ...mediumFacts(medium), { label: 'Diserahkan', value: `${moment(form.handedAt)}, dari ${showable(form.from)}` },
      { label: 'Diterima', value: `${moment(form.receivedAt)}, di ${showable(form.to)}` },
    ],
    closing: ['Isi media terenkripsi; kata sandinya tidak ikut diserahkan. PIHAK KEDUA menyimpan media ini terpisah dan tidak memberikannya kepada siapa pun yang tidak berwenang.'],
    left: [giver, ...(carrier ? [carrier] : [])], right: [receiver, signer],
  });
}

/** The berita acara pemusnahan of a medium: what was destroyed how, before whom. */
export function destructionPaper(given: MediaPaper<DestructionForm>): Paper {
  const { form, office: { utcOffsetMinutes } } = given;
  const { destroyer, witness, signer, medium, how, from } = showable(form);
  return mediumPaper(given, given.rule.papers.destruction, {
    about: 'menerangkan dengan sebenarnya bahwa telah dimusnahkan satu media cadangan sebagai berikut:',
    people: [destroyer, witness],
    facts: [...mediumFacts(medium), { label: 'Tempat semula', value: from }, { label: 'Dimusnahkan', value: momentIn(utcOffsetMinutes)(form.destroyedAt) }, { label: 'Caranya', value: how }],
    closing: ['Media tersebut tidak dapat dipakai atau dibaca lagi, dan salinan cadangan yang tersimpan padanya ikut musnah.'],
    left: [destroyer, signer], right: [witness],
  });
}

interface Said { about: string; people: HandoverForm['giver'][]; facts: Field[]; closing: string[]; left: HandoverForm['giver'][]; right: HandoverForm['giver'][] }

function mediumPaper({ office, regulation, rule, report, number, createdAt, digest, form: kept }: MediaPaper<HandoverForm | DestructionForm>, { title }: BackupPaperRule, said: Said): Paper {
  const form = showable(kept);
  const { utcOffsetMinutes } = office;
  return {
    title: `${title} Nomor ${number}`, author: office.name, createdAt, footer: `${office.name} | Media Sigap ${report} | SHA-256 isian: ${digest}`,
    content: [
      letterhead(office.name),
      ...heading(title, number),
      ...undersigned(form, utcOffsetMinutes, said.people),
      ...justified([said.about]),
      fields(said.facts, { numbered: true }),
      ...setsOn(form.medium.sets, utcOffsetMinutes),
      ...auditSeal(form.seal),
      ...justified([...said.closing, legalBasis(regulation, rule)]),
      signatures(`Demikian ${title.toLowerCase()} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.`, said.left, said.right),
      ...attachments(form.attachments),
    ],
  };
}

const momentIn = (offset: number) => (at: number): string => `${dateInWords(at, offset)}, pukul ${clockTime(at, offset)} (${formatLocal(at, offset)})`;

const mediumFacts = ({ label, code, repositoryId }: HandoverForm['medium']): Field[] => [
  { label: 'Media', value: `${label} (${code})` }, { label: 'ID repositori', value: hash(repositoryId) },
];

function setsOn(sets: SetOnMedium[], offset: number): Content[] {
  if (sets.length === 0) return justified(['Tidak ada salinan cadangan yang tercatat pada media ini.']);
  const small = (text: string): Content => ({ text, fontSize: 7.5 });
  return [
    { text: 'Salinan cadangan pada media ini:', margin: [0, 2, 0, 3] },
    grid({
      head: ['No.', 'Pencadangan', 'Salinan'], widths: [16, 134, 'rest'], keepRows: true,
      rows: sets.map(({ number, takenAt, verifiedAt, snapshotId, manifest }, index) => [
        String(index + 1),
        { stack: [number, `Data per ${formatLocal(takenAt, offset)}`, verifiedAt === null ? 'Tidak teruji' : `Dibaca ulang ${formatLocal(verifiedAt, offset)}`] },
        { stack: ['ID snapshot', small(snapshotId), 'SHA-256 manifes', small(manifest)] },
      ]),
    }),
    { text: '', margin: [0, 0, 0, 6] },
  ];
}

/** Where the office's text asks for no portable media, that it keeps some is its own choice, and no law. */
function legalBasis(regulation: string, { basis, portable }: MediaPaper<unknown>['rule']): string {
  const articles = basis.flatMap((source) => (source.kind === 'law' && /^(ARC-|SEC-16$)/.test(source.clause) ? [inFull(source.article)] : []));
  const isAsked = basis.some((source) => source.kind === 'law' && source.clause === 'ARC-2');
  const law = articles.length === 0 ? '' : `${articles.join('; ')} ${regulation}`;
  const choice = isAsked ? '' : `pilihan kantor untuk menyimpan cadangan pada media yang mudah dipindah${portable.source.kind === 'office' ? ` (${basisOf(portable.source, regulation)})` : ''}`;
  return `Berita acara ini dibuat berdasarkan ${[law, choice].filter((part) => part !== '').join(' dan ')}.`;
}
