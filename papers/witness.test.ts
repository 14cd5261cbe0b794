import { describe, expect, it } from 'vitest';
import { renderPdf } from './pdf.ts';
import { examplePaper, form, offices } from './testing/example.ts';
import { firstPage, textOf, wordsOf } from './testing/read-pdf.ts';
import { witnessPaper } from './witness.ts';

const render = (index = 0, change = {}) => renderPdf(witnessPaper(examplePaper(index, change)));

describe('the paper on a bid document that cannot be opened', () => {
  it.each([
    [0, 'PEMERINTAH KOTA SALATIGA', 'BERITA ACARA', 'Lampiran angka 2.6.3 huruf b Perwali Salatiga 41/2024', 'LPSE dapat menjadi saksi', 'Pokja Pemilihan atau Pejabat Pengadaan'],
    [1, 'PEMERINTAH KABUPATEN TULANG BAWANG BARAT', 'BERITA ACARA KESAKSIAN', 'Pasal 28 ayat (2) Perbup Tulang Bawang Barat 46/2018', 'LPSE menjadi saksi', 'UKPBJ atau Pejabat Pengadaan'],
    [2, 'PEMERINTAH KABUPATEN KATINGAN', 'BERITA ACARA KESAKSIAN', 'Pasal 24 ayat (2) Perbup Katingan 2018', 'LPSE menjadi saksi', 'ULP, Panitia Pengadaan, atau Pejabat Pengadaan'],
    [3, 'PEMERINTAH KOTA MALANG', 'BERITA ACARA KESAKSIAN', 'Pasal 16 ayat (2) Perwali Malang 13/2011', 'LPSE menjadi saksi', 'Panitia Pengadaan atau Pejabat Pengadaan'],
  ])('of office %i has the title, the parties and the duty or option of its own text', async (index, government, title, article, duty, parties) => {
    const text = textOf(await render(index));
    for (const part of [government, 'LAYANAN PENGADAAN SECARA ELEKTRONIK', `berdasarkan ${article}`, duty, parties]) expect(text).toContain(part);
    expect(text).toContain(`${title} DOKUMEN PENAWARAN YANG TIDAK DAPAT DIBUKA Nomor: 7/BA-LPSE/XI/2026`);
    expect(text.includes('KESAKSIAN')).toBe(index !== 0);
    expect(text.includes('dapat menjadi saksi')).toBe(index === 0);
  });

  it('says when, where, who, what file, which error and what was tried', async () => {
    const text = textOf(await render());
    for (const part of [
      'Pada hari ini, Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam, pukul 10.15 WIB, bertempat di Ruang Layanan LPSE, lantai 2',
      form.packageCode, form.packageName, form.provider, form.fileName, form.sha256, form.errorText, 'Apendo 5.1.2',
      'Diunduh ulang dari SPSE dan dibuka pukul 10.12 WIB, gagal.', 'LKPP-2026-118223', 'Tangkapan layar pesan kesalahan', 'Daftar hadir',
      'Ratna Rekaan, S.T., M.T.', '19000101 192001 2 051', 'Ketua Pokja Pemilihan 3', 'Budi Contoh', 'Kepala LPSE', 'Tono Contoh',
      'LPSE hanya menjadi saksi', 'tidak bertanggung jawab atas substansi pengadaan', 'Laporan Sigap SLT-2026-000123', examplePaper().digest, 'Halaman 1 dari 2',
    ]) expect(text).toContain(part);
  });

  it('leaves out what was not given, and numbers the rest without a hole', async () => {
    const text = textOf(await render(0, { tool: null, attempts: [], ticket: null, attachments: [] }));
    for (const part of ['Aplikasi dan versi', 'Upaya', 'tiket', 'Lampiran:']) expect(text).not.toContain(part);
    expect(text).toMatch(/5\. SHA-256 berkas .* 6\. Pesan kesalahan/);
  });

  const long = {
    packageName: 'Pekerjaan Konstruksi Pembangunan '.repeat(14).trim(), provider: 'KSO PT Rekaan Jaya Abadi Nusantara '.repeat(8).trim(),
    fileName: `${'Dokumen_Penawaran_Administrasi_Teknis_dan_Harga'.repeat(6)}.rhs`, errorText: 'E'.repeat(900), sha256: 'b'.repeat(64),
    parties: [{ role: 'Pokja Pemilihan', name: `Prof. Dr. Ir. ${'Rahmaniyah'.repeat(12)}, M.Si.`, nip: '190001011920012051', position: `Ketua ${'Kelompok Kerja Pemilihan '.repeat(5).trim()}` }],
  };
  it.each([['short', {}], ['as long as they may be', long]])('keeps every word inside its margins when names are %s, the hash on one line', async (_case, change) => {
    const words = wordsOf(await render(0, change));
    expect(words.length).toBeGreaterThan(200);
    // A word that is cut at the edge may reach over it by the kerning of its last letters.
    expect(words.filter(({ left, right, top, bottom }) => left < 70 || right > 595.28 - 53 || top < 40 || bottom > 841.89 - 20)).toEqual([]);
    expect(words.map(({ text }) => text)).toContain('sha256' in change ? long.sha256 : form.sha256);
  });

  it('keeps a signature with its name on one page, however many sign', async () => {
    const signers = (role: string) => Array.from({ length: 6 }, (_, n) => ({ role, name: `Penandatangan${role}${n}`, nip: `19000101192001${n}051`, position: 'Anggota' }));
    const words = wordsOf(await render(0, { parties: signers('P'), witnesses: signers('S') }));
    for (let n = 0; n < 6; n += 1) {
      const below = words.filter(({ text }) => text === `PenandatanganP${n}` || text === `PenandatanganS${n}`).slice(-2);
      const nips = words.filter(({ text, page, top }) => text === 'NIP' && page === below[0]?.page && top > (below[0]?.top ?? 0) && top < (below[0]?.top ?? 0) + 20);
      expect([n, below.length, below[0]?.page === below[1]?.page, nips.length]).toEqual([n, 2, true, 2]);
    }
  });

  it('drops nothing, however long attachments and signers are in letters that the fonts lack', async () => {
    const signer = (role: string) => ({ role, name: `${role}nama ${'文'.repeat(140)}`, nip: null, position: `${role}jabatan ${'字'.repeat(135)}` });
    const attachments = Array.from({ length: 20 }, (_, n) => `Lampiran-${n} ${'文'.repeat(185)}`);
    const text = textOf(await render(0, { attachments, parties: [signer('P'), signer('Q')], witnesses: [signer('S')], errorText: 'Kode:\t0x80' }));
    const parts = ['Demikian berita acara ini dibuat', 'Lampiran: 1. Lampiran-0', '2. Lampiran-1 ', '20. Lampiran-19', 'Kode: 0x80'];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
    for (const word of ['Pnama', 'Qnama', 'Snama', 'Pjabatan', 'Qjabatan', 'Sjabatan']) expect([word, text.split(word).length - 1]).toEqual([word, 2]);
    const shown = (code: string) => text.replaceAll(' ', '').split(code).length - 1;
    expect(shown('U+5B57')).toBeGreaterThan(790);
  });

  it('shows letters beyond plain Latin, and names by its code what its fonts cannot show', async () => {
    const text = textOf(await render(0, { provider: 'CV Café Łódź Αθήνα', errorText: 'Gagal 😀 → 文' }));
    expect(text).toContain('CV Café Łódź Αθήνα');
    expect(text).toContain('Gagal [U+1F600]');
    expect(text).toContain('[U+6587]');
  });
});

describe('its file', () => {
  it('is the same, byte by byte, for the same form, and another for another form', async () => {
    const [first, second, other] = await Promise.all([render(), render(), render(0, { ticket: 'lain' })]);
    expect(first.equals(second)).toBe(true);
    expect(first.equals(other)).toBe(false);
  });

  it('says its title, its author and its language, and embeds its fonts', async () => {
    const pdf = (await render()).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toMatch(/\/Lang \(id-ID\)/);
    expect(pdf).toContain('pdfaid:part');
    expect(pdf.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    expect(pdf).toContain('(D:20261123034000Z)');
  });

  it.each(offices.map(({ name }, index) => [name, index] as const))('of %s is a picture with ink on it', async (_name, index) => {
    const png = firstPage(await render(index));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.length).toBeGreaterThan(10_000);
  });
});
