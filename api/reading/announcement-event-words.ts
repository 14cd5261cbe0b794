import type { EventWords, Said } from './event-words.ts';
import { noticeWords } from './notice-words.ts';

const given = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const between = ({ data, when }: Said): string => `${when(data.startsAt)} sampai ${when(data.endsAt)}`;
/** 'spse,situs' by the names that the office gave them. */
const systemsIn = ({ label }: Said, codes: unknown): string => String(codes ?? '').split(',').map((code) => label('systems', code)).join(', ');
const mailing = ({ data }: Said): string => (noticeWords[String(data.template)] ?? String(data.template)).toLowerCase();

/** How a window or an outage began. */
export function announcedOpening(said: Said): string | null {
  const { data } = said;
  if (!given(data.systems)) return null;
  if (given(data.startsAt)) return `Pemeliharaan ${systemsIn(said, data.systems)} direncanakan: ${between(said)}${data.isEmergency === true || data.emergency === 'ya' ? ', darurat' : ''}${given(data.recurrence) ? ', dari jadwal berulang' : ''}`;
  const what = data.kind === 'peringatan' ? 'Peringatan dini tentang' : 'Gangguan';
  return `${what} ${systemsIn(said, data.systems)} dicatat${given(data.probe) ? ' oleh pemantauan' : ''}`;
}

/** The events of windows, outages and the mails to many about them, in words. */
export const announcementEventWords: Record<string, EventWords> = {
  published: { words: ({ data }) => (data.isPublic === true ? 'Halaman status diperbarui' : 'Dicatat untuk kantor dan pemantauan; belum diumumkan') },
  broadcast: { words: (said) => `Surat untuk banyak orang disiapkan: ${mailing(said)}` },
  'mailing.done': {
    words: (said) => {
      const counts = [['sent', 'terkirim'], ['refused', 'ditolak'], ['held', 'belum pasti'], ['dropped', 'tidak jadi dikirim']] as const;
      const some = counts.filter(([count]) => Number(said.data[count]) > 0).map(([count, what]) => `${String(said.data[count])} ${what}`);
      return `Surat untuk banyak orang tuntas, ${mailing(said)}: ${some.join(', ') || 'tidak ada penerima'}`;
    },
  },
  'mails.checked': { words: 'Surat yang tidak pasti terkirim sudah diperiksa' },
  'step.taken': { words: ({ data, when }) => `Langkah diambil${given(data.at) ? ` pada ${when(data.at)}` : ''}` },

  'maintenance.approved': { words: 'Jadwal pemeliharaan disetujui' },
  'maintenance.rejected': { words: 'Jadwal pemeliharaan ditolak' },
  'approval.missed': { words: 'Waktu mulai tiba sebelum jadwalnya disetujui' },
  'maintenance.moved': { words: (said) => `Jadwal dipindahkan dari ${said.when(said.data.beforeStartsAt)} ke ${between(said)}` },
  'maintenance.extended': { words: ({ data, when }) => `Jadwal diperpanjang dari ${when(data.beforeEndsAt)} ke ${when(data.endsAt)}` },
  'maintenance.cancelled': { words: 'Pemeliharaan dibatalkan' },
  'maintenance.stopped': { words: 'Pemeliharaan dihentikan sebelum selesai' },
  'reminder.skipped': {
    words: ({ data }) => `Pengingat sebelum mulai tidak dikirim: ${data.why === 'just-told' ? 'pengguna baru saja diberi kabar lain' : 'pengingat berikutnya sudah tiba'}`, point: 'reminders',
  },
  'maintenance.started': { words: ({ data }) => `Pemeliharaan dimulai${data.isTold === false ? '; kabarnya tidak dikirim karena jadwalnya sudah lewat' : ''}`, clock: 'start' },
  'maintenance.overrun': { words: 'Jadwal selesai terlewat; perencana ditanya', clock: 'end' },
  'maintenance.finished': { words: ({ data, when }) => `Pemeliharaan selesai pada ${when(data.endedAt)}` },

  'outage.announced': { words: 'Gangguan diumumkan kepada pengguna', clock: 'confirmation' },
  'news.told': { words: 'Perkembangan dikabarkan kepada pengguna' },
  'scope.changed': { words: (said) => `Sistem yang terganggu diubah dari ${systemsIn(said, said.data.before)} menjadi ${systemsIn(said, said.data.systems)}` },
  'warning.came-true': { words: ({ data, when }) => `Peringatan dini menjadi gangguan sejak ${when(data.at)}` },
  'probe.failed': { words: ({ data, when }) => `Pemantauan ${String(data.probe)} gagal sejak ${when(data.at)}` },
  'probe.recovered': { words: ({ data, when }) => `Pemantauan ${String(data.probe)} berhasil lagi sejak ${when(data.at)}` },
  restored: { words: ({ data, when }) => `Layanan pulih sejak ${when(data.at)}` },
  'failed-again': { words: ({ data, when }) => `Terganggu lagi sejak ${when(data.at)}` },
  'times.fixed': { words: (said) => `Waktu resmi gangguan ditetapkan: ${between(said)}` },
  dismissed: { words: 'Dinyatakan bukan gangguan' },
  posted: { words: ({ data, label, when }) => `Pengumuman dipasang di ${label('channels', data.channel)} pada ${when(data.at)}` },
  'inaproc.drafted': { words: 'Pengumuman INAPROC disusun' },
  'inaproc.approved': { words: 'Pengumuman INAPROC disetujui' },
  'inaproc.rejected': { words: 'Pengumuman INAPROC ditolak' },
  'lkpp.reported': { words: ({ data }) => `Gangguan dilaporkan ke LKPP${data.approval === 'silent' ? ', dengan tembusan kepada pemberi persetujuan' : ''}` },
  'group.joined': { words: 'Disatukan dengan kelompok laporan yang sebabnya sama' },
  'paper.asked': { words: 'Berita acara dimulai' },
  'paper.waived': { words: 'Dicatat bahwa berita acara tidak dibuat' },
};
