import { taskKinds } from '../../workflows/custody/messages.ts';
import type { ActWords } from './act-words.ts';
import { claim, reached } from './announcement-act-words.ts';

const { 'terima-media': _named, ...claimable } = taskKinds;
const local = 'Waktu setempat; tidak boleh di masa depan.';
const beforeLeaving = ['serahkan-media', 'musnahkan-media'];
const destination = { to: { label: 'Tempat tujuan' }, receiver: { label: 'Penerima di tempat tujuan', hint: 'Bukan orang yang menyerahkan atau membawa; hanya dia yang dapat mencatat penerimaan.' } };

/** Acts of people of the office on the custody of a medium, in the order in which a task shows them. */
export const custodyActWords: Record<string, ActWords> = {
  claim: claim(claimable),
  hand: {
    label: 'Serahkan media', button: 'Catat penyerahan', done: 'Penyerahan tercatat; penerimanya diberi tahu.', tasks: ['serahkan-media'],
    fields: { carrier: { label: 'Pembawa' }, ...destination, at: { label: 'Kapan diserahkan', hint: local }, giver: { label: 'Yang menyerahkan', hint: 'Kosongkan bila Anda sendiri yang menyerahkan.' } },
  },
  receive: { label: 'Terima media', button: 'Catat penerimaan', done: 'Penerimaan tercatat.', text: 'Keadaan media', fields: { at: { label: 'Kapan diterima', hint: local } }, tasks: ['terima-media'] },
  redirect: { label: 'Alihkan ke tempat atau penerima lain', button: 'Alihkan', done: 'Media dialihkan; penerimanya diberi tahu.', text: 'Alasannya', hint: 'Batas menerima tidak berubah.', fields: destination, tasks: ['awasi-perjalanan'] },
  destroy: { label: 'Catat pemusnahan', button: 'Catat pemusnahan', done: 'Pemusnahan tercatat; media tidak dipakai lagi.', text: 'Cara memusnahkannya', fields: { at: { label: 'Kapan dimusnahkan', hint: local }, witness: { label: 'Saksi', hint: 'Bukan Anda sendiri.' } }, tasks: ['musnahkan-media'] },
  notified: {
    label: 'Catat pemberitahuan kehilangan', button: 'Catat pemberitahuan', done: 'Pemberitahuan kehilangan tercatat.', text: 'Kepada siapa dan dengan cara apa', hint: 'Kepada pemilik data dan lembaga Pelindungan Data Pribadi, paling lambat 3 x 24 jam.',
    fields: { at: { label: 'Kapan dikirim', hint: local } }, tasks: ['beri-tahu-kehilangan'],
  },
  found: { label: 'Catat media ditemukan', button: 'Catat ditemukan', done: 'Media tercatat ditemukan.', text: 'Di mana dan bagaimana ditemukan', fields: { place: { label: 'Disimpan di' } }, tasks: ['cari-media', 'beri-tahu-kehilangan'] },
  'give-up': { label: 'Hentikan pencarian', button: 'Hentikan pencarian', done: 'Pencarian dihentikan; media tetap tercatat hilang.', text: 'Alasannya', tasks: ['cari-media'], seldom: true },
  lost: {
    label: 'Nyatakan media hilang', button: 'Nyatakan hilang', done: 'Media dinyatakan hilang; Kepala LPSE diberi tahu.', text: 'Bagaimana hilangnya', hint: 'Sejak diketahui berjalan 3 x 24 jam untuk memberi tahu (UU 27/2022 Pasal 46).',
    fields: { at: { label: 'Sejak kapan diketahui', hint: 'Waktu setempat; kosongkan untuk sekarang.' } }, tasks: [...beforeLeaving, 'awasi-perjalanan', 'terima-media'], seldom: true,
  },
  cancel: { label: 'Batalkan perpindahan', button: 'Batalkan', done: 'Perpindahan media dibatalkan.', text: 'Alasannya', tasks: beforeLeaving, seldom: true },
  paper: { label: 'Buat berita acara', button: 'Buat berita acara', done: 'Berita acara dibuat.', tasks: ['berita-acara'], page: 'task' },
  sign: { label: 'Unggah salinan yang ditandatangani', button: 'Unggah', done: 'Salinan yang ditandatangani tersimpan.', tasks: ['tanda-tangan'], page: 'paper' },
  'no-paper': { label: 'Catat mengapa tidak ada berita acara', button: 'Catat', done: 'Alasannya tercatat.', text: 'Alasan', tasks: ['berita-acara', 'tanda-tangan'] },
  reached,
};
