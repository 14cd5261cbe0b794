import { registry } from '../workflows/registry.ts';

/** How an act of a reporter reads on the tracking page. */
export interface Words {
  heading: string;
  label: string;
  hint?: string;
  button: string;
  done: string;
  /** What the files of the act are; the schema's own item. */
  files?: { item: string; label: string };
  /** Not asked for: offered apart from what the office waits for, with what it means. */
  aside?: string;
}

const withdrawn = { label: '', done: 'Penarikan Anda tercatat.' };

const words: Record<string, Words> = {
  reply: {
    heading: 'Kirim data yang diminta', label: 'Data atau penjelasan Anda', hint: 'Jangan menulis kata sandi.', button: 'Kirim data',
    done: 'Data Anda sudah kami terima.',
  },
  confirm: { heading: 'Masalah sudah selesai?', label: '', button: 'Nyatakan selesai', done: 'Terima kasih, Anda menyatakan masalah sudah selesai.' },
  reopen: {
    heading: 'Masalah belum selesai?', label: 'Apa yang masih bermasalah?', button: 'Buka kembali laporan',
    done: 'Laporan dibuka kembali dan ditangani dari awal.',
  },
  complete: { heading: 'Kirim berkas yang diminta', label: '', button: 'Kirim berkas', done: 'Berkas Anda sudah kami terima.' },
  clarify: {
    heading: 'Sampaikan klarifikasi', label: 'Klarifikasi Anda', hint: 'Jangan menulis kata sandi.', button: 'Kirim klarifikasi', done: 'Klarifikasi Anda sudah kami terima.',
    files: { item: 'klarifikasi', label: 'Bukti' },
  },
  'send-decree': {
    heading: 'Kirim surat tugas yang baru', label: 'Keterangan', button: 'Kirim surat', done: 'Surat tugas Anda sudah kami terima.', files: { item: 'surat-tugas', label: 'Surat tugas atau surat keputusan' },
  },
};

const perSop: Record<string, Record<string, Words>> = {
  registration: { withdraw: { ...withdrawn, heading: 'Tarik permohonan', button: 'Tarik permohonan', aside: 'Permohonan yang ditarik tidak diproses lagi; untuk melanjutkan, ajukan permohonan baru.' } },
  'data-request': { withdraw: { ...withdrawn, heading: 'Tarik permintaan', button: 'Tarik permintaan', aside: 'Permintaan yang ditarik tidak diproses lagi.' } },
};

/** How an act reads on the page; one that has no words of its own yet is called by its summary. */
export function wordsOf(sop: string, act: string): Words {
  const summary = registry[sop]?.acts[act]?.summary ?? act;
  return perSop[sop]?.[act] ?? words[act] ?? { heading: summary, label: 'Keterangan', button: 'Kirim', done: 'Kiriman Anda sudah kami terima.' };
}
