import { describe, expect, it } from 'vitest';
import { readPacks } from '../regulations/load.ts';
import { destructionPaper, handoverPaper } from './media.ts';
import type { DestructionForm, HandoverForm } from './media-form.ts';
import { contentWidth, pageMargins } from './page.ts';
import { renderPdf } from './pdf.ts';
import { destructionForm, handoverForm, offices } from './testing/example.ts';
import { textOf, wordsOf } from './testing/read-pdf.ts';

const ofOffice = (index: number) => {
  const { pack: id, name } = offices[index]!;
  const pack = readPacks().get(id)!;
  return { office: { name, utcOffsetMinutes: 420 }, regulation: pack.short, rule: pack.backup, report: 'CTH-2027-000021', number: '3/BA-MEDIA/I/2027', createdAt: new Date(0), digest: 'ab'.repeat(32) };
};
const handover = (index = 1, change: Partial<HandoverForm> = {}) => renderPdf(handoverPaper({ ...ofOffice(index), form: { ...handoverForm, ...change } }));
const destruction = (index = 1, change: Partial<DestructionForm> = {}) => renderPdf(destructionPaper({ ...ofOffice(index), form: { ...destructionForm, ...change } }));
const { medium } = handoverForm;

describe('the berita acara of a medium that went from hand to hand', () => {
  it('names both sides and the carrier, the way, what lies on it with its hashes, and the head of the audit chain', async () => {
    const text = textOf(await handover());
    for (const words of [
      'PEMERINTAH KABUPATEN TULANG BAWANG BARAT', 'BERITA ACARA SERAH TERIMA MEDIA CADANGAN Nomor: 3/BA-MEDIA/I/2027', 'Selasa, tanggal sembilan belas bulan Januari tahun dua ribu dua puluh tujuh, pukul 10.00 WIB, bertempat di Ruang Rapat LPSE',
      'Sari Contoh', 'NIP : 19000101 192001 1 002', 'Agus Contoh', 'Selaku : Yang membawa', 'Dewi Contoh, S.Kom.', 'Cakram A (media-a)', medium.repositoryId,
      '(18 Jan 2027 11.00 WIB), dari Ruang server LPSE', '(18 Jan 2027 11.45 WIB), di Brankas Bagian Umum, gedung B', 'Data per 18 Jan 2027 01.00 WIB', 'Dibaca ulang 18 Jan 2027 02.40 WIB',
      medium.sets[0]!.snapshotId, medium.sets[0]!.manifest, 'nomor 4211', handoverForm.seal!.hash, 'Mengetahui', 'Kepala LPSE', 'Foto segel wadah', 'Media Sigap CTH-2027-000021', 'ab'.repeat(32),
      'berdasarkan Pasal 31 ayat (1); Pasal 31 ayat (2);',
    ]) expect(text).toContain(words);
    expect(text).not.toContain('pilihan kantor');
  });

  it('says where the text asks for no medium that it is the office\'s choice, and by which document', async () => {
    expect(textOf(await handover(0))).toContain('Perwali Salatiga 41/2024 dan pilihan kantor untuk menyimpan cadangan pada media yang mudah dipindah.');
    const { rule, ...rest } = ofOffice(0);
    const chosen = { ...rule, portable: { value: true, source: { kind: 'office', document: 'Keputusan Kepala LPSE', number: '7/2027', date: '2027-01-02' } as const } };
    expect(textOf(await renderPdf(handoverPaper({ ...rest, rule: chosen, form: handoverForm })))).toContain('mudah dipindah (Keputusan Kepala LPSE Nomor 7/2027).');
  });

  it('has one signature less where the giver carries it, and says when nothing lies on it or was not read back', async () => {
    const text = textOf(await handover(1, { carrier: null, seal: null, medium: { ...medium, sets: [] } }));
    expect(text).not.toMatch(/Yang membawa|Segel catatan/);
    expect(text).toContain('Tidak ada salinan cadangan yang tercatat pada media ini.');
    expect(textOf(await handover(1, { medium: { ...medium, sets: [{ ...medium.sets[0]!, verifiedAt: null }] } }))).toContain('Tidak teruji');
  });

  it.each([['few', 1], ['very many', 40]])('keeps every word and every hash whole inside its margins when %s sets lie on it', async (_how, count) => {
    const sets = Array.from({ length: count }, (_none, index) => ({ ...medium.sets[0]!, number: `CTH-2027-${String(index).padStart(6, '0')}` }));
    const words = wordsOf(await handover(1, { to: 'Gudang '.repeat(30), medium: { ...medium, label: 'L'.repeat(90), sets } }));
    for (const { text, right } of words) expect([text, right <= pageMargins[0] + contentWidth + 1]).toEqual([text, true]);
    const whole = words.map(({ text }) => text);
    expect(whole.filter((text) => text === medium.sets[0]!.manifest || text === medium.sets[0]!.snapshotId)).toHaveLength(2 * count);
    expect(whole.filter((text) => text.startsWith('CTH-2027-0000') && text !== 'CTH-2027-000021')).not.toHaveLength(0);
  });
});

it('the berita acara of a destroyed medium says how and before whom, and is the same file for the same form', async () => {
  const [one, other] = [await destruction(), await destruction()];
  expect(one.equals(other)).toBe(true);
  const text = textOf(one);
  for (const words of ['BERITA ACARA PEMUSNAHAN MEDIA CADANGAN', 'Selaku : Yang memusnahkan', 'Selaku : Saksi', 'Tempat semula', '(18 Jan 2027 14.00 WIB)', 'Cakram dibor di tiga tempat', 'tidak dapat dipakai atau dibaca lagi', medium.sets[1]!.manifest]) expect(text).toContain(words);
});
