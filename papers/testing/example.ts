import { readPacks } from '../../regulations/load.ts';
import { digestOf } from '../sealed-form.ts';
import type { DrillForm } from '../drill-form.ts';
import type { DestructionForm, HandoverForm } from '../media-form.ts';
import type { OutageForm } from '../outage-form.ts';
import type { WitnessForm } from '../witness-form.ts';
import type { WitnessPaper } from '../witness.ts';

export const form: WitnessForm = {
  at: Date.parse('2026-11-23T10:15:00+07:00'),
  place: 'Ruang Layanan LPSE, lantai 2',
  packageCode: '10204127', packageName: 'Pembangunan Gedung Puskesmas Sidorejo Lor Tahap II', provider: 'CV Karya Rekaan',
  fileName: 'Penawaran_CV-Karya-Rekaan.rhs',
  sha256: '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b',
  errorText: 'Berkas tidak dapat dibuka: kunci dekripsi tidak cocok (kode 0x8009000F).',
  tool: 'Apendo 5.1.2', attempts: ['Dibuka dengan Apendo 5.1.2 pukul 10.05 WIB, gagal.', 'Diunduh ulang dari SPSE dan dibuka pukul 10.12 WIB, gagal.'], ticket: 'LKPP-2026-118223',
  parties: [{ role: 'Pokja Pemilihan', name: 'Ratna Rekaan, S.T., M.T.', nip: '190001011920012051', position: 'Ketua Pokja Pemilihan 3' }],
  witnesses: [
    { role: 'Saksi dari LPSE Kota Salatiga', name: 'Budi Contoh', nip: '190001011920011002', position: 'Kepala LPSE' },
    { role: 'Saksi dari LPSE Kota Salatiga', name: 'Tono Contoh', nip: null, position: 'Helpdesk' },
  ],
  attachments: ['Tangkapan layar pesan kesalahan', 'Daftar hadir'],
};

export const outageForm: OutageForm = {
  at: Date.parse('2027-01-19T10:00:00+07:00'), place: 'Ruang Server', startsAt: Date.parse('2027-01-18T22:00:00+07:00'), endsAt: Date.parse('2027-01-19T01:30:00+07:00'),
  calendarDays: 2, workingDays: 2, systems: ['SPSE', 'Situs web LPSE'], cause: 'Cakram server basis data penuh.', effect: 'Penyedia tidak dapat masuk.',
  steps: [{ at: Date.parse('2027-01-18T22:20:00+07:00'), words: 'Server diperiksa di tempat.' }], declarer: { name: 'Budi Contoh', position: 'Kepala LPSE' },
  signer: { role: 'LPSE Kota Salatiga', name: 'Budi Contoh', nip: '190001011920011002', position: 'Kepala LPSE' }, attachments: ['Log server'],
};

const person = (role: string, name: string, position: string) => ({ role, name, nip: '190001011920011002', position });
const setOnMedium = (hour: number) => ({
  number: `SLT-2027-0000${10 + hour}`, snapshotId: 'd3ad'.repeat(16), takenAt: Date.parse(`2027-01-18T0${hour}:00:00+07:00`), manifest: 'fe'.repeat(32), verifiedAt: Date.parse(`2027-01-18T0${hour}:40:00+07:00`),
});
const onMedium = {
  at: Date.parse('2027-01-19T10:00:00+07:00'), place: 'Ruang Rapat LPSE', from: 'Ruang server LPSE', seal: { seq: 4211, hash: '9c'.repeat(32) },
  medium: { label: 'Cakram A', code: 'media-a', repositoryId: '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b', sets: [setOnMedium(1), setOnMedium(2)] },
  signer: person('Mengetahui', 'Budi Contoh', 'Kepala LPSE'), attachments: ['Foto segel wadah'],
};

export const handoverForm: HandoverForm = {
  ...onMedium, to: 'Brankas Bagian Umum, gedung B', handedAt: Date.parse('2027-01-18T11:00:00+07:00'), receivedAt: Date.parse('2027-01-18T11:45:00+07:00'),
  giver: person('PIHAK KESATU, yang menyerahkan', 'Sari Contoh', 'Administrator Sistem'), carrier: { ...person('Yang membawa', 'Agus Contoh', 'Helpdesk'), nip: null }, receiver: person('PIHAK KEDUA, yang menerima', 'Dewi Contoh, S.Kom.', 'Helpdesk'),
};

export const destructionForm: DestructionForm = {
  ...onMedium, destroyedAt: Date.parse('2027-01-18T14:00:00+07:00'), how: 'Cakram dibor di tiga tempat, lalu dihancurkan dengan penghancur media.',
  destroyer: person('Yang memusnahkan', 'Sari Contoh', 'Administrator Sistem'), witness: person('Saksi', 'Dewi Contoh, S.Kom.', 'Helpdesk'),
};

export const drillForm: DrillForm = {
  at: Date.parse('2027-01-18T14:00:00+07:00'), place: 'Ruang Server', scope: 'contoh',
  copy: {
    number: 'SLT-2027-000417', set: '5e7a0000-0000-4000-8000-000000000001', store: 'repositori', repositoryId: 'd0'.repeat(32), snapshotId: 'cc'.repeat(32), manifest: 'ab'.repeat(32),
    takenAt: Date.parse('2027-01-18T01:00:00+07:00'), verifiedAt: Date.parse('2027-01-18T02:10:00+07:00'), files: 102_400,
  },
  found: { databases: 1, tables: 412, rows: 1_203_400, files: 5_120, bytes: 1_073_741_824, manifest: 'ab'.repeat(32), unsteady: 2, differingTables: 0, missingTables: 0, differingFiles: 1, missingFiles: 3 },
  startedAt: Date.parse('2027-01-18T09:00:00+07:00'), comparedAt: Date.parse('2027-01-18T09:42:12+07:00'), rtoMs: 2_532_000, rpoMs: 28_800_000, destroyedAt: Date.parse('2027-01-18T09:43:00+07:00'),
  explanation: 'Cakram uji rusak pada tiga berkas; uji diulang pada cakram lain dan hasilnya sama.',
  key: { madeAt: Date.parse('2026-10-01T09:00:00+07:00'), triedAt: Date.parse('2027-01-18T10:05:00+07:00'), words: 'Disegel kembali dan disimpan di brankas Kepala LPSE.' },
  present: ['Tono Contoh, Helpdesk', 'Rina Rekaan, Inspektorat Kota Salatiga'], seal: { seq: 4211, hash: '9c'.repeat(32) },
  officer: person('Pelaksana uji', 'Sari Contoh', 'Administrator Sistem'), signer: person('Mengetahui', 'Budi Contoh', 'Kepala LPSE'), attachments: ['Tangkapan layar hasil uji'],
};

/** The offices of the four texts, with the pack of each. */
export const offices: { pack: string; name: string; party: string }[] = [
  { pack: 'salatiga-41-2024', name: 'LPSE Kota Salatiga', party: 'Pokja Pemilihan' },
  { pack: 'tulang-bawang-barat-46-2018', name: 'LPSE Kabupaten Tulang Bawang Barat', party: 'UKPBJ' },
  { pack: 'katingan-2018', name: 'LPSE Kabupaten Katingan', party: 'Panitia Pengadaan' },
  { pack: 'malang-13-2011', name: 'LPSE Kota Malang', party: 'Panitia Pengadaan' },
];

/** A paper of one of the four offices. */
export function examplePaper(index = 0, change: Partial<WitnessForm> = {}): WitnessPaper {
  const office = offices[index];
  const pack = readPacks().get(office?.pack ?? '');
  if (!office || !pack) throw new Error(`No office ${index}`);
  const signed = (signers: WitnessForm['parties'], role: string) => signers.map((signer) => ({ ...signer, role }));
  const whole = {
    ...form, parties: signed(form.parties, office.party), witnesses: signed(form.witnesses, `Saksi dari ${office.name}`), ...change,
  };
  return {
    office: { name: office.name, utcOffsetMinutes: 420 }, regulation: pack.short, rule: pack.problem.witness,
    report: 'SLT-2026-000123', number: '7/BA-LPSE/XI/2026', createdAt: new Date('2026-11-23T03:40:00Z'), form: whole, digest: digestOf(whole),
  };
}
