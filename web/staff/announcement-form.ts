import type { SopContract } from '../../workflows/contract.ts';
import { maintenanceContract } from '../../workflows/maintenance/contract.ts';
import { outageContract } from '../../workflows/outage/contract.ts';
import { check, errorSummary } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { lineError, lineField } from '../line-fields.ts';
import type { Line } from '../line-fields.ts';
import { ticks } from './controls.ts';
import type { Desk } from './desk.ts';
import { instantOf } from './local-input.ts';

/** The form as it was typed, by the names of its controls. */
export type Typed = Record<string, string>;

/** A form by which the office begins a matter of its own. */
export interface AnnouncementForm {
  path: 'pemeliharaan' | 'gangguan';
  contract: SopContract;
  title: string;
  lead: string;
  button: string;
  lines: readonly Line[];
  boxes: readonly { name: string; path: string; label: string }[];
}

const words = (name: string, path: string, label: string): Line =>
  ({ name, path, label, hint: 'Diumumkan kepada pengguna; jangan menulis data pribadi.', kind: 'words', required: true, sentence: `${label}: isi kolom ini, 3 sampai 10.000 huruf.` });
const time = (name: string, path: string, label: string, hint: string, required = true): Line => ({ name, path, label, hint, kind: 'time', required, sentence: `${label}: isi tanggal dan jam.` });

export const announcementForms: readonly AnnouncementForm[] = [
  {
    path: 'pemeliharaan', contract: maintenanceContract, title: 'Rencanakan pemeliharaan', button: 'Simpan jadwal',
    lead: 'Sigap mengumumkannya, mengingatkan sebelum mulai, memberi tahu mulai dan selesainya, dan menagih bila jadwalnya terlewat.',
    lines: [
      time('mulai', 'startsAt', 'Mulai', 'Waktu setempat.'), time('selesai', 'endsAt', 'Selesai', 'Waktu setempat; boleh melewati tengah malam.'),
      words('alasan', 'reason', 'Alasan'), words('dampak', 'effect', 'Perkiraan dampak bagi pengguna'),
    ],
    boxes: [
      { name: 'diperiksa', path: 'scheduleChecked', label: 'Jadwal SPSE sudah diperiksa: tidak ada tahapan tender yang terganggu' },
      { name: 'darurat', path: 'emergency', label: 'Darurat: umumkan sekarang, tanpa menunggu persetujuan' },
    ],
  },
  {
    path: 'gangguan', contract: outageContract, title: 'Laporkan gangguan', button: 'Catat gangguan',
    lead: 'Administrator diberi tahu seketika, siang atau malam. Pengguna diberi tahu sesudah waktu konfirmasi, atau begitu gangguannya diumumkan.',
    lines: [time('sejak', 'since', 'Diketahui sejak', 'Waktu setempat. Kosongkan bila baru saja.', false), words('uraian', 'text', 'Apa yang terganggu dan dampaknya')],
    boxes: [],
  },
];

/** What the API would get. */
export function bodyOf({ lines, boxes }: AnnouncementForm, typed: Typed, utcOffsetMinutes: number): Record<string, unknown> {
  const value = (name: string) => (typed[name] ?? '').trim();
  return {
    systems: value('sistem').split(/\s+/).filter((code) => code !== ''),
    ...Object.fromEntries(lines.flatMap(({ name, path, kind }) => (value(name) === '' ? [] : [[path, kind === 'time' ? instantOf(value(name), utcOffsetMinutes) ?? '' : value(name)]]))),
    ...Object.fromEntries(boxes.map(({ name, path }) => [path, value(name) !== ''])),
  };
}

export function errorsIn({ contract, lines }: AnnouncementForm, typed: Typed, body: Record<string, unknown>): FieldError[] {
  const issues = contract.start.body.safeParse(body).error?.issues ?? [];
  return [
    ...(issues.some(({ path }) => path[0] === 'systems') ? [{ field: 'sistem', sentence: 'Pilih sekurangnya satu sistem yang terdampak.' }] : []),
    ...lines.flatMap((line) => lineError(line, (typed[line.name] ?? '').trim(), issues)),
  ];
}

export function announcementForm({ base, seal, office }: Desk, { path, title, lead, button, lines, boxes, contract }: AnnouncementForm, { typed, key, errors }: { typed: Typed; key: string; errors: readonly FieldError[] }): Html {
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const { systems } = contract === outageContract ? office.rules.outage : office.rules.maintenance;
  return html`${errors.length > 0 && errorSummary(errors)}
<h1>${title}</h1>
<p class="lead">${lead}</p>
<form method="post" action="${base}/pengumuman/${path}" novalidate>
${seal}<input type="hidden" name="kunci" value="${key}">
${ticks({ id: 'sistem', name: 'sistem', label: 'Sistem yang terdampak', optional: false, value: typed.sistem ?? '', error: error('sistem'), options: systems.map(({ code, label }) => ({ value: code, label })) })}
${lines.map((line) => lineField(line, typed[line.name] ?? '', error(line.name)))}
${boxes.map(({ name, label }) => check({ id: name, label, on: (typed[name] ?? '') !== '' }))}
<button type="submit">${button}</button>
</form>`;
}
