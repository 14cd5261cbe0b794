import { taskKinds } from '../../workflows/backup/messages.ts';
import type { ActWords } from './act-words.ts';
import { claim, reached } from './announcement-act-words.ts';

/** Acts of people of the office on runs of backups, in the order in which a task shows them. */
export const backupActWords: Record<string, ActWords> = {
  claim: claim(taskKinds),
  retry: {
    label: 'Coba lagi', button: 'Coba lagi sekarang', done: 'Pencadangan dicoba lagi.', text: 'Apa yang diperbaiki',
    hint: 'Sigap juga mencobanya lagi sendiri; pilih ini begitu sebabnya diperbaiki.', tasks: ['perbaiki-cadangan'], states: ['gagal'],
  },
  accept: {
    label: 'Terima data yang berkurang', button: 'Terima dan lanjutkan', done: 'Data yang berkurang diterima; pencadangan dicoba lagi.', text: 'Mengapa datanya berkurang',
    hint: 'Hanya bila Anda tahu bahwa datanya memang berkurang. Ukuran yang baru lalu menjadi yang biasa.', tasks: ['perbaiki-cadangan'], states: ['gagal'],
  },
  attached: { label: 'Catat media sudah dipasang', button: 'Media sudah terpasang', done: 'Tercatat; penyalinan ke media dimulai.', tasks: ['pasang-media'], fields: { medium: { label: 'Media', hint: 'Menurut labelnya; Sigap mengenalinya dari nomor repositori di dalamnya.' } } },
  settle: {
    label: 'Catat tindak lanjutnya', button: 'Catat', done: 'Tindak lanjut basis data tercatat.', text: 'Apa yang dilakukan dengan basis data itu',
    hint: 'Didaftarkan dalam berkas kantor, atau disengaja tidak dicadangkan dan mengapa.', tasks: ['periksa-basis-data'],
  },
  abandon: {
    label: 'Hentikan pencadangan ini', button: 'Hentikan', done: 'Pencadangan ini dihentikan; yang berikutnya dimulai menurut jadwalnya.', text: 'Alasannya',
    hint: 'Jenjang tetap diberi tahu bila hari ini berlalu tanpa cadangan yang teruji.', tasks: ['perbaiki-cadangan', 'pasang-media'], seldom: true,
  },
  reached,
};
