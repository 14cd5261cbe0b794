import { formatLocal } from '../../calendar/index.ts';
import type { ReceiptDocument } from '../../papers/receipt.ts';
import { receiptPaper } from '../../papers/receipt.ts';
import { renderPdf } from '../../papers/pdf.ts';
import type { Source } from '../../regulations/rules.ts';
import type { CheckedItem } from '../../workflows/registration/checklist.ts';
import { deskChannels } from '../../workflows/registration/messages.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { wordsIn } from '../reading/record-of.ts';
import { askedFor, checkedItems } from './record.ts';

/** The *tanda terima berkas* of this moment, for the applicant and for the counter. */
export async function receiptPdf(deps: ApiDeps, intake: Intake): Promise<{ bytes: Buffer; name: string }> {
  const [items, words] = await Promise.all([checkedItems(deps, intake), wordsIn(deps, intake)]);
  const applicant = intake.reporterNameSealed === null ? '' : deps.vault.open(intake.reporterNameSealed, `intakes:${intake.id}:name`);
  const document = receiptDocument(intake, { items, words, applicant }, new Date());
  return { bytes: await renderPdf(receiptPaper(document)), name: `tanda-terima-${intake.number}.pdf` };
}

interface Record { items: readonly CheckedItem[]; words: ReadonlyMap<string, string>; applicant: string }

function receiptDocument(intake: Intake, { items, words, applicant }: Record, printedAt: Date): ReceiptDocument {
  const { rules: { office, regulation, registration }, receivedAt, number, facts } = intake;
  const when = (at: number | Date) => formatLocal(Number(at), office.utcOffsetMinutes);
  const { service, kind } = askedFor(intake);
  return {
    office: office.name, number, printedAt, printed: `Dicetak ${when(printedAt)}`,
    facts: [
      ['Diterima', `${when(receivedAt)} (${deskChannels.find(({ code }) => code === facts.channel)?.label ?? 'Daring'})`],
      ['Pemohon', applicant], ['Layanan', service.label], ['Jenis pemohon', kind.label], ['Peraturan', regulation],
    ],
    rows: items.map((item) => ({
      item: item.textId === null ? item.label : `${item.label}: ${words.get(item.textId) ?? ''}`,
      source: item.source === null ? 'Peraturan lain' : articleOf(item.source),
      copy: item.received ? `Diterima ${when(item.received.at)}` : item.absent ? 'Tidak ada, menurut pemohon' : item.need === 'if-any' ? 'Belum diserahkan (bila ada)' : 'Belum diserahkan',
      original: !item.original ? 'Tidak diminta' : item.seen ? `Ditunjukkan ${when(item.seen.at)}` : item.absent && !item.received ? '-' : 'Harus ditunjukkan',
    })),
    notes: [
      ...(registration.place ? [`Dokumen asli ditunjukkan di ${registration.place.value}.`] : []),
      'Tanda terima ini hanya menyatakan berkas apa yang sudah diterima pada saat dicetak. Tanda terima ini bukan keputusan atas permohonan dan tidak menilai kebenaran isi berkas.',
      // REG-20 is about providers: officials have no qualification to judge.
      ...(registration.kinds.some(({ code, group }) => code === kind.code && group === 'provider') ? [`Penerimaan berkas dan pemberian akun SPSE bukan penilaian atas kualifikasi pemohon; data kualifikasi diklarifikasi oleh ${registration.qualifiers.value}.`] : []),
    ],
  };
}

/** The article alone: the text itself stands above the table. */
function articleOf(source: Source): string {
  switch (source.kind) {
    case 'law': case 'statute': return source.article;
    case 'office': return `SOP kantor ${source.number}`;
    case 'sigap': return 'Praktik layanan LPSE';
  }
}
