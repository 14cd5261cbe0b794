import { taskKinds } from '../../workflows/restore-drill/messages.ts';
import type { ActWords } from './act-words.ts';
import { claim, reached } from './announcement-act-words.ts';

/** Acts of people of the office on a restore drill, in the order in which a task shows them. */
export const drillActWords: Record<string, ActWords> = {
  claim: claim(taskKinds),
  retry: { label: 'Ulangi', button: 'Ulangi sekarang', done: 'Uji pemulihan diulangi.', text: 'Apa yang diperbaiki', hint: 'Bila salinan ujinya belum musnah, pemusnahannya dahulu yang diulangi.', tasks: ['perbaiki-uji'] },
  abandon: { label: 'Akhiri tanpa hasil', button: 'Akhiri uji pemulihan', done: 'Uji pemulihan diakhiri tanpa hasil.', text: 'Alasannya', hint: 'Hanya sesudah salinan ujinya musnah.', tasks: ['perbaiki-uji'] },
  explain: { label: 'Jelaskan perbedaan', button: 'Simpan penjelasan', done: 'Penjelasan tersimpan.', text: 'Sebab perbedaan dan tindak lanjutnya', hint: 'Dimuat dalam berita acara.', tasks: ['jelaskan-perbedaan'] },
  'key-tried': {
    label: 'Catat bahwa kunci pemulihan sudah dicoba', button: 'Catat', done: 'Percobaan kunci pemulihan tercatat.', text: 'Di mana kunci disegel kembali dan disimpan',
    hint: 'Coba dahulu di server: npm run sigap -- kunci-pemulihan KANTOR. Jangan menulis kuncinya di sini.', tasks: ['coba-kunci'],
  },
  paper: { label: 'Buat berita acara', button: 'Buat berita acara', done: 'Berita acara dibuat.', tasks: ['berita-acara'], page: 'task' },
  sign: { label: 'Unggah salinan yang ditandatangani', button: 'Unggah', done: 'Salinan yang ditandatangani tersimpan.', tasks: ['tanda-tangan'], page: 'paper' },
  'no-paper': { label: 'Catat mengapa tidak ada berita acara', button: 'Catat', done: 'Alasannya tercatat.', text: 'Alasan', tasks: ['berita-acara', 'tanda-tangan'] },
  reached,
};
