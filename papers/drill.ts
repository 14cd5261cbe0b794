import type { Content } from 'pdfmake/interfaces.js';
import { formatLocal } from '../calendar/index.ts';
import type { BackupRules } from '../regulations/backup-rules.ts';
import { saySpan } from '../regulations/duration.ts';
import { inFull } from '../workflows/kernel/cite.ts';
import { attachments, auditSeal, heading, hash, justified, undersigned } from './berita-acara.ts';
import { isEqual } from './drill-form.ts';
import type { DrillForm } from './drill-form.ts';
import { fields } from './fields.ts';
import type { Field } from './fields.ts';
import { grid } from './grid.ts';
import { letterhead } from './letterhead.ts';
import type { Paper } from './pdf.ts';
import { showable } from './showable.ts';
import { signatures } from './signatures.ts';
import { numberInWords } from './words.ts';

interface DrillPaper {
  office: { name: string; utcOffsetMinutes: number };
  /** The short name of the office's regulation. */
  regulation: string;
  rule: Pick<BackupRules, 'papers' | 'basis'>;
  /** Sigap's number of the drill. */
  report: string;
  /** The official number of the paper. */
  number: string;
  createdAt: Date;
  form: DrillForm;
  /** SHA-256 of the form as it is kept, hex. */
  digest: string;
}

/** The berita acara of a restore drill (ARC-1, SEC-16): what was restored, what came of it in figures, and that nothing of it is left. */
export function drillPaper(given: DrillPaper): Paper {
  const { office: { name, utcOffsetMinutes }, rule, report, number, createdAt, digest } = given;
  const form = showable(given.form);
  const { title } = rule.papers.drill;
  const when = (at: number) => formatLocal(at, utcOffsetMinutes);
  return {
    title: `${title} Nomor ${number}`, author: name, createdAt, footer: `${name} | Uji Sigap ${report} | SHA-256 isian: ${digest}`,
    content: [
      letterhead(name),
      ...heading(title, number),
      ...undersigned(form, utcOffsetMinutes, [form.officer, form.signer]),
      ...justified(['menerangkan dengan sebenarnya bahwa cadangan SPSE berikut ini telah dipulihkan ke tempat terpisah, dibandingkan dengan manifesnya, dan dimusnahkan kembali:']),
      fields(copyFacts(form, when), { numbered: true }),
      { text: 'Hasilnya:', margin: [0, 4, 0, 3] },
      figures(form),
      ...justified(['', ...conclusion(form)]),
      fields(courseFacts(form, when)),
      ...auditSeal(form.seal),
      ...justified(legalBasis(given)),
      signatures(`Demikian ${title.toLowerCase()} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.`, [form.officer], [form.signer]),
      ...attachments(form.attachments),
    ],
  };
}

type When = (at: number) => string;

function copyFacts({ copy, scope, found }: DrillForm, when: When): Field[] {
  const { number, set, store, repositoryId, snapshotId, manifest, takenAt, verifiedAt, files } = copy;
  return [
    { label: 'Pencadangan', value: `${number}, data per ${when(takenAt)}` },
    { label: 'Set', value: hash(set) },
    { label: 'Dipulihkan dari', value: `${store}, ${verifiedAt === null ? 'belum dibaca ulang' : `dibaca ulang ${when(verifiedAt)}`}` },
    { label: 'ID repositori', value: hash(repositoryId) },
    { label: 'ID snapshot', value: hash(snapshotId) },
    { label: 'SHA-256 manifes', value: hash(manifest) },
    { label: 'Manifes dalam salinan', value: manifest === found.manifest ? 'sama' : { stack: ['berbeda:', hash(found.manifest)] } },
    {
      label: 'Cakupan', value: scope === 'penuh' ? `seluruh basis data dan semua berkas (${amount(found.files)})`
        : `seluruh basis data dan contoh ${amount(found.files)} dari ${amount(files)} berkas (${percent(found.files, files)}), dipilih acak`,
    },
  ];
}

function figures({ found }: DrillForm): Content {
  const { databases, tables, rows, files, bytes, unsteady, differingTables, missingTables, differingFiles, missingFiles } = found;
  const lines: [string, number, string?][] = [
    ['Basis data dipulihkan', databases], ['Tabel dibandingkan', tables], ['Baris dalam tabel itu', rows], ['Tabel yang isinya berbeda', differingTables], ['Tabel yang hilang atau berlebih', missingTables],
    ['Berkas dibandingkan', files], ['Berkas yang isinya berbeda', differingFiles], ['Berkas yang hilang', missingFiles], ['Berkas yang berubah selagi dicadangkan (tidak dihitung berbeda)', unsteady], ['Byte dipulihkan', bytes],
  ];
  return grid({ head: ['Yang dihitung', 'Angka', 'Dengan huruf'], widths: [190, 80, 'rest'], keepRows: true, rows: lines.map(([label, n]) => [label, { text: amount(n), alignment: 'right' }, numberInWords(n)]) });
}

function conclusion({ found, explanation }: DrillForm): string[] {
  if (isEqual(found)) return ['Hasil pemulihan sama dengan manifes cadangannya: setiap tabel menurut jumlah baris dan sidik isinya, setiap berkas yang dibandingkan menurut SHA-256-nya.'];
  return ['Hasil pemulihan BERBEDA dari manifes cadangannya, sebagaimana angka di atas.', `Penjelasan: ${explanation ?? 'belum ada'}`];
}

function courseFacts({ startedAt, comparedAt, rtoMs, rpoMs, destroyedAt, present, key }: DrillForm, when: When): Field[] {
  return [
    { label: 'Waktu pemulihan (RTO)', value: `${saySpan(rtoMs)}, dari ${when(startedAt)} sampai selesai dibandingkan ${when(comparedAt)}` },
    { label: 'Umur data (RPO)', value: `${saySpan(rpoMs)} ketika uji dimulai` },
    { label: 'Salinan uji', value: `dimusnahkan dan diperiksa tidak tersisa pada ${when(destroyedAt)}` },
    { label: 'Kunci pemulihan', value: sayKey(key, when) },
    { label: 'Yang hadir', value: present.length === 1 ? present[0]! : { ol: present } },
  ];
}

function sayKey(key: DrillForm['key'], when: When): Content {
  if (key === null) return 'belum dibuat';
  const tried = key.triedAt === null ? `dibuat ${when(key.madeAt)}, belum pernah dicoba sesudahnya` : `dibuat ${when(key.madeAt)}, terakhir dicoba ${when(key.triedAt)}`;
  return key.words === null ? tried : `${tried}. ${key.words}`;
}

const amount = (n: number): string => n.toLocaleString('id-ID');
/** '4,8%' */
const percent = (part: number, whole: number): string => `${((part / Math.max(whole, 1)) * 100).toLocaleString('id-ID', { maximumFractionDigits: 1 })}%`;

/** The duty to back up, and the one to keep it secret, whole and with those who may read it, as the office's text has them. */
function legalBasis({ regulation, rule: { basis } }: DrillPaper): string[] {
  const articles = basis.flatMap((source) => (source.kind === 'law' && /^(ARC-1|SEC-1[678])$/.test(source.clause) ? [inFull(source.article)] : []));
  return articles.length === 0 ? [] : [`Berita acara ini dibuat berdasarkan ${articles.join('; ')} ${regulation}.`];
}
