import { formatLocal } from '../../calendar/index.ts';
import type { Named } from '../../regulations/rules.ts';
import type { OfficeInForce } from '../offices.ts';
import { noticeStates, noticeWords } from '../reading/notice-words.ts';
import type { RecordedCase } from './record.ts';
import type { HeldAddress } from './subscription.ts';

const accountStates = { aktif: 'aktif', ditandai: 'ditandai untuk dinonaktifkan', nonaktif: 'nonaktif' } as const;

/** `ringkasan.txt`: the same data as `data.json`, for people. */
export function summaryOf({ name, settings }: OfficeInForce, request: string, cases: readonly RecordedCase[], address: HeldAddress | null, at: number): string {
  const when = (instant: Date | string) => formatLocal(new Date(instant).getTime(), settings.utcOffsetMinutes);
  const parts = [
    `Data tentang Anda di ${name}`,
    `Dibuat ${when(new Date(at))} atas permintaan ${request} (UU 27/2022 Pasal 32).`,
    'Catatan internal petugas dan data orang lain tidak dimuat. Berkas yang Anda serahkan ada di folder "berkas"; data yang sama dalam bentuk yang terbaca mesin ada di "data.json".',
    ...(cases.length > 1 ? [] : ['Selain permintaan ini, kantor tidak menemukan laporan, permohonan, berkas, atau akun yang terbukti milik Anda.']),
    ...cases.map((one) => sectionOf(one, when)), ...(address ? [addressIn(address, settings.systems, when)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function addressIn({ subscription, stopped, announcements }: HeldAddress, systems: readonly Named[], when: (at: Date) => string): string {
  const heading = 'Pengumuman lewat surel';
  const chosen = subscription?.systems?.map((code) => systems.find((one) => one.code === code)?.label ?? code).join(', ') ?? 'semua sistem';
  return [
    heading, '='.repeat(heading.length),
    ...(subscription ? [`Langganan: ${chosen}, ${subscription.confirmedAt ? `dikonfirmasi ${when(subscription.confirmedAt)}` : 'belum dikonfirmasi'}`] : []),
    ...(stopped ? [`Dihentikan ${when(stopped.at)}: ${stopped.why === 'berhenti' ? 'atas permintaan Anda' : 'surel berkali-kali ditolak'}`] : []),
    ...(announcements.length === 0 ? [] : ['Surat kepada Anda:', ...announcements.map(({ number, template, state, at }) => `  - ${when(at)}: ${number}, ${noticeWords[template] ?? template} (${noticeStates[state]})`)]),
  ].join('\n');
}

function sectionOf({ number, title, state, receivedAt, closedAt, person, said, history, files, mails, accounts, readings }: RecordedCase, when: (at: Date | string) => string): string {
  const heading = `${number} - ${title}`;
  const rows: [string, string | null][] = [
    ['Keadaan', state], ['Diterima', when(receivedAt)], ['Ditutup', closedAt && when(closedAt)], ['Nama', person.name], ['Surel', person.mail],
    ['Cara menghubungi', person.contact], ['Nomor di saluran asal', person.externalNumber], ['Nomor yang disimpan sebagai sandi', person.numbers.join(', ').toUpperCase() || null],
  ];
  const lists: [string, string[]][] = [
    ['Yang Anda sampaikan', said.map(({ at, text }) => `${when(at)}: ${text}`)],
    ['Perjalanannya', history.map(({ at, event, words }) => `${when(at)}: ${event}${words === null ? '' : `\n    ${words}`}`)],
    ['Berkas', files.map(({ path }) => path)],
    ['Surat kepada Anda', mails.map(({ template, state: sent, createdAt, sentAt }) => `${when(sentAt ?? createdAt)}: ${noticeWords[template] ?? template} (${noticeStates[sent]})`)],
    ['Akun SPSE', accounts.map((one) => `${one.userId ?? one.number}: ${accountStates[one.state]}${one.until === null ? '' : `, sampai ${one.until}`}`)],
    ['Siapa membaca data ini', readings.map(({ at, what, by }) => `${when(at)}: ${by} ${what}`)],
  ];
  return [
    heading, '='.repeat(heading.length), ...rows.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`])),
    ...lists.flatMap(([label, lines]) => (lines.length === 0 ? [] : [`${label}:`, ...lines.map((line) => `  - ${line}`)])),
  ].join('\n');
}
