import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../db/client.ts';
import { createDatabase } from '../test/setup/database.ts';
import { stemsOf } from './stems.ts';
import { commonWords } from './words.ts';

let connection: ReturnType<typeof connect>;
beforeAll(async () => { connection = connect((await createDatabase()).url, 2); });
afterAll(() => connection.close());

const stems = async (...texts: string[]) => (await stemsOf(connection.db, texts)).map((some) => [...some.keys()]);

describe('the stem of a word', () => {
  it.each([
    ['mengunggah diunggah unggahan terunggah mengunggahkan upload mengupload'], ['mengunduh unduhan diunduh download'], ['kesalahan salah error galat'], ['penandatanganan ditandatangani menandatangani tandatangan TTE'],
    ['mengirim dikirim terkirim pengiriman kirim'], ['menolak ditolak penolakan tertolak tolak'], ['penawaran menawarkan ditawarkan tawar'], ['menampilkan tampilan ditampilkan tampil'],
    ['menutup ditutup penutupan tutup'], ['dokumen dokumennya Dokumen DOKUMEN dokumen-dokumen'], ['pemilihan memilih dipilih pilihan'], ['evaluasi mengevaluasi dievaluasi'], ['mengembalikan dikembalikan kembali pengembalian'],
  ])('is one in %s', async (words) => {
    expect((await stems(words))[0]).toHaveLength(1);
  });

  it('is another in words that only look alike', async () => {
    expect((await stems('unggah unduh tender kontrak sanggah sandi jadwal'))[0]).toHaveLength(7);
  });
});

it('a text keeps its words in their order and counts them, without those that stand in every report', async () => {
  const [first, second, third] = await stemsOf(connection.db, ['Mohon bantuannya, dokumen tidak dapat dibuka; dokumennya kosong.', '', 'Jaringan lambat.']);
  expect([...first ?? []]).toEqual([['bantu', 1], ['dokumen', 2], ['buka', 1], ['kosong', 1]]);
  expect([second?.size, [...third?.keys() ?? []]]).toEqual([0, ['jaring', 'lambat']]);
});

it('no form of a common word is a stem', async () => {
  expect(await stems(commonWords.join(' '))).toEqual([[]]);
});

it('words are told apart where people write them together', async () => {
  expect(await stems('unggah/unduh_dokumen.Jadwal,tender\\kontrak galat:E-1101')).toEqual([['unggah', 'unduh', 'dokumen', 'jadwal', 'tender', 'kontrak', 'salah', '1101']]);
});

it('mail addresses, telephone numbers, NIP and NPWP name a person and are no stems; codes and versions are', async () => {
  const text = 'Hubungi sari.penyedia@cv-maju.example, 0812-3456-7890, NIP 190001011920011028, NPWP 01.234.567.8-901.000; paket 8123456, galat 502.';
  expect(await stems(text)).toEqual([['hubung', 'nip', 'npwp', 'paket', '8123456', 'salah', '502']]);
});

it.each([
  ['a NUL', 'galat\u0000galat'], ['half a character', 'galat \ud83d galat'], ['64 KB of one word', 'galat'.repeat(13_000)], ['64 KB of digits', '1.'.repeat(32_000)], ['64 KB of an address', '@.'.repeat(32_000)],
  ['only symbols', "' & | ! <-> :* ( \\"],
])('%s stops nothing', { timeout: 2000 }, async (_which, text) => {
  expect((await stems(text, 'galat'))[1]).toEqual(['salah']);
});
