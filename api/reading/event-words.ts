import { announcedOpening, announcementEventWords } from './announcement-event-words.ts';
import { backupEventWords, backupOpening } from './backup-event-words.ts';
import { drillEventWords, drillOpening } from './drill-event-words.ts';
import { custodyEventWords, custodyOpening } from './custody-event-words.ts';
import { capital } from './nouns.ts';
import type { Nouns } from './nouns.ts';
import { userEventWords } from './user-event-words.ts';

/** What an event's words are made from: codes of the event to the case's own labels. */
export interface Said extends Nouns {
  data: Record<string, unknown>;
  /** The title of a function in the case's text. */
  title(fn: unknown): string;
  label(list: LabelList, code: unknown): string;
  /** The name of a person of the office. */
  person(id: unknown): string;
  clock(name: unknown): string;
  task(kind: unknown): string;
  /** How the case ended. */
  outcome(code: unknown): string;
  /** Local time of an instant. */
  when(at: unknown): string;
}

/** `reasons`: the grounds of a refusal or a deactivation. */
type LabelList = 'categories' | 'kinds' | 'causes' | 'parties' | 'substance' | 'grounds' | 'routes' | 'channels' | 'items' | 'services' | 'applicants' | 'reasons' | 'systems';

export interface EventWords {
  words: string | ((said: Said) => string);
  /** The clock whose due instant plans this step. */
  clock?: string | ((data: Record<string, unknown>) => string);
  /** A point of a deadline: it carries its own instant (`dueAt`), planned by this rule. */
  point?: 'rungs' | 'reminders' | 'chase';
}

const given = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const list = (...parts: (string | false)[]): string => parts.filter((part) => part !== false).join('; ');
const approval = ({ kind }: Record<string, unknown>): string => (kind === 'setujui-penerusan' ? 'forward-approval' : 'lkpp-approval');

/** Every event that a case can have, in words; a test holds it against what the workflows record. */
export const eventWords: Record<string, EventWords> = {
  ...userEventWords,
  ...announcementEventWords,
  ...backupEventWords,
  ...custodyEventWords,
  ...drillEventWords,
  'case.opened': { words: opening },
  'case.imported': { words: 'Laporan yang sudah selesai diambil alih dari register lama' },
  'task.claimed': { words: ({ data, task }) => `Tugas diambil: ${task(data.kind)}` },
  'task.handed-over': { words: ({ data, title, person }) => `Tugas diserahkan kepada ${title(data.function)}${given(data.to) ? `, ${person(data.to)}` : ''}` },
  'followed-up': { words: 'Laporan ditindaklanjuti', clock: 'follow-up' },
  classified: {
    words: ({ data, label }) => `Laporan diklasifikasikan (${list(
      given(data.category) && `kategori: ${label('categories', data.category)}`, given(data.kind) && `jenis: ${label('kinds', data.kind)}`)})`,
  },
  'note.added': { words: 'Catatan internal ditambahkan' },
  'coordination.asked': { words: 'Arahan koordinator diminta' },
  'advice.given': { words: 'Koordinator memberi arahan' },
  'solution.linked': { words: ({ data }) => `Solusi yang sudah dikenal dirujuk: ${String(data.solution)}` },
  consulted: { words: ({ data, label }) => `Konsultasi dengan ${label('parties', data.party)}` },
  'data.asked': { words: 'Data diminta kepada pelapor; waktu jawaban berhenti' },
  'data.received': { words: 'Data dari pelapor diterima; waktu jawaban berjalan kembali', clock: 'data' },
  'data.missing': { words: 'Data tidak dikirim sampai batas waktunya', clock: 'data' },
  answered: { words: 'Laporan dijawab', clock: 'answer' },
  'refused-substance': { words: ({ data, label }) => `Pertanyaan substansi ditolak dengan jawaban baku; pelapor diarahkan kepada ${label('substance', data.whom)}` },
  reopened: { words: 'Laporan dibuka kembali; tenggat dihitung dari awal', clock: 'confirm' },
  concluded: {
    words: ({ data, outcome }) => `Penanganan berakhir: ${outcome(data.outcome)}`,
    clock: ({ outcome }) => (outcome === 'reporter-silent' ? 'data' : 'confirm'),
  },
  'root-cause.recorded': { words: ({ data, label }) => `Akar permasalahan dicatat${given(data.cause) ? `: ${label('causes', data.cause)}` : ''}`, clock: 'root-cause' },
  'case.closed': { words: ({ data, outcome, thing }) => `${capital(thing)} ditutup: ${outcome(data.outcome)}` },
  reminded: { words: ({ data, clock }) => `Petugas diingatkan: ${clock(data.clock)}`, point: 'reminders' },
  'reminder.missed': { words: ({ data, clock }) => `Pengingat tidak dikirim karena tenggatnya sudah lewat: ${clock(data.clock)}`, point: 'reminders' },
  escalated: {
    words: ({ data, clock, title }) => `${clock(data.clock)} terlewat; ${given(data.rung) ? `jenjang ${String(data.rung)} ` : ''}diberi tahu: ${data.to === 'lkpp' ? 'LKPP' : title(data.to)}`, point: 'rungs',
  },
  'deadline.moved': { words: ({ data, clock, when }) => `${clock(data.clock)} berpindah dari ${when(data.before)} ke ${when(data.after)}${given(data.reason) ? ` (${String(data.reason)})` : ''}` },
  'function.vacant': { words: ({ data, title }) => `Fungsi tanpa pemegang: ${title(data.function)}; jenjang berikutnya diberi tahu` },
  'notice.failed': { words: ({ data, who }) => `Surat tidak sampai kepada ${{ reporter: who, lkpp: 'LKPP' }[String(data.recipient)] ?? 'petugas'}` },
  'reporter.reached': { words: ({ who }) => `${capital(who)} dihubungi dengan cara lain` },
  'official.reached': { words: 'Pejabat diberi tahu dengan cara lain' },
  'forward.submitted': {
    words: ({ data, label }) => `Penerusan ke LKPP diajukan (${list(
      given(data.route) && label('routes', data.route), given(data.ground) && `alasan: ${label('grounds', data.ground)}`)})`,
  },
  'lkpp.approved': { words: ({ data }) => (data.kind === 'setujui-penerusan' ? 'Penerusan ke LKPP disetujui' : 'Laporan kendala ke LKPP disetujui'), clock: approval },
  'lkpp.rejected': { words: ({ data }) => (data.kind === 'setujui-penerusan' ? 'Penerusan ke LKPP ditolak' : 'Laporan kendala ke LKPP ditolak'), clock: approval },
  'lkpp.approval-silent': { words: ({ data, title }) => `${title(data.function)} tidak memutuskan sampai batas waktunya; LKPP diberi tahu dengan tembusan`, clock: 'lkpp-approval' },
  forwarded: {
    words: ({ data, label }) => `Laporan diteruskan ke LKPP (${list(
      given(data.route) && label('routes', data.route), given(data.ground) && `alasan: ${label('grounds', data.ground)}`)})`,
  },
  'lkpp.ticket': { words: 'Nomor tiket LKPP dicatat' },
  'lkpp.replied': { words: ({ data }) => `Balasan LKPP dicatat${given(data.outcome) ? `: ${String(data.outcome)}` : ''}`, clock: 'lkpp-reply' },
  'lkpp.chased': { words: 'LKPP belum membalas; penerus diingatkan untuk menagih', point: 'chase' },
  'instruction.recorded': { words: ({ data, when }) => `Instruksi teknis LKPP dicatat${given(data.until) ? `, batas ${when(data.until)}` : ''}` },
  'instruction.carried-out': { words: 'Instruksi teknis LKPP dilaksanakan', clock: 'instruction' },
  'instruction.overdue': { words: 'Batas pelaksanaan instruksi LKPP terlewat', clock: 'instruction' },
  grouped: { words: 'Laporan digabungkan dengan laporan lain yang sama penyebabnya' },
  ungrouped: { words: 'Laporan dikeluarkan dari gabungannya' },
  'witness.asked': { words: 'Kesaksian dokumen penawaran yang tidak dapat dibuka dimulai' },
  'paper.written': { words: 'Berita acara ditulis sebagai PDF' },
  'paper.signed': { words: 'Salinan berita acara yang ditandatangani diunggah', clock: 'duty' },
  'paper.failed': { words: 'Berita acara belum dapat ditulis sebagai PDF; periksa isiannya dan buat sekali lagi' },
  'evaluation.submitted': { words: 'Evaluasi disampaikan kepada Kepala LPSE', clock: 'evaluation' },
  'evaluation.accepted': { words: 'Evaluasi diterima Kepala LPSE', clock: 'acceptance' },
  'evaluation.returned': { words: 'Evaluasi dikembalikan kepada koordinator', clock: 'acceptance' },
  'witness.waived': { words: 'Dicatat bahwa berita acara tidak dibuat' },
};

/** What began, by what the event carries. */
function opening(said: Said): string {
  const { data, label, thing } = said;
  const announced = announcedOpening(said) ?? backupOpening(said) ?? custodyOpening(said) ?? drillOpening(said);
  if (announced !== null) return announced;
  if (given(data.from)) return 'Evaluasi berkala dimulai';
  if (given(data.ground)) return `Penonaktifan akun ${String(data.account)} dimulai: ${label('reasons', data.ground)}`;
  if (given(data.account)) return `Akhir masa tugas akun ${String(data.account)} mendekat`;
  return `${capital(thing)} diterima${given(data.channel) ? ` (${label('channels', data.channel)})` : ''}`;
}
