import { inHours } from '../../papers/outage.ts';
import type { Named } from '../../regulations/rules.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { Announced } from './announced.ts';
import type { Row } from './case-facts.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/** Systems by their names, as the office calls them; a code that it has dropped is shown as it is. */
export function systemWords(known: readonly Named[], codes: string | readonly string[] | null | undefined): string {
  return (typeof codes === 'string' ? codes.split(',') : codes ?? []).map((code) => known.find((one) => one.code === code)?.label ?? code).join(', ');
}

/** What only windows and outages have. */
export function announcedFacts(desk: Desk, { found, announced }: WholeCase): Row[] {
  if (!announced) return [];
  const { rules, facts, sop } = found;
  const offset = desk.office.settings.utcOffsetMinutes;
  const instant = (value: string | null | undefined) => (value ? localTime(value, offset) : null);
  const { startsAt, endsAt, systems, isOfficial, isPublic, days } = announced;
  const isWindow = sop === 'maintenance';
  return [
    ['Sistem', systemWords((isWindow ? rules.maintenance : rules.outage).systems, systems)],
    [isWindow ? 'Mulai' : isOfficial ? 'Mulai resmi' : 'Mulai, belum resmi', startsAt && localTime(startsAt.toISOString(), offset)],
    [isWindow ? 'Selesai' : isOfficial ? 'Selesai resmi' : 'Pulih, belum resmi', endsAt && localTime(endsAt.toISOString(), offset)],
    ['Lama', days && startsAt && endsAt && `${inHours(endsAt.getTime() - startsAt.getTime())} jam; ${days.calendarDays} hari kalender dan ${days.workingDays} hari kerja terkena`],
    ['Darurat', facts.emergency ? 'Ya, tanpa menunggu persetujuan' : null],
    ['Jadwal tender di SPSE', isWindow ? facts.scheduleChecked ? 'sudah diperiksa' : 'belum diperiksa' : null],
    ['Berulang', facts.recurrence ? 'dibuka dari jadwal berulang' : null],
    ['Tumpang tindih', overlapLinks(desk, announced)],
    ['Jenis', !isWindow ? facts.kind === 'peringatan' ? 'peringatan dini' : 'gangguan' : null],
    ['Pertama gagal menurut pemantauan', instant(facts.firstFailedAt)], ['Pertama dilaporkan', instant(facts.firstReportedAt)],
    ['Diumumkan', isPublic ? html`ya, lihat <a href="/status/${found.office}">halaman status</a>` : 'belum'],
  ];
}

/** Other windows at the same time on the same systems, each with its time. */
export function overlapLinks({ base, office }: Desk, { overlaps }: Pick<Announced, 'overlaps'>): Html | null {
  const offset = office.settings.utcOffsetMinutes;
  return overlaps.length === 0 ? null : html`${overlaps.map(({ number, startsAt, endsAt }) =>
    html`<a class="number" href="${base}/laporan/${number}">${number}</a> <span class="quiet">(${localTime(startsAt.toISOString(), offset)}${endsAt && html` sampai ${localTime(endsAt.toISOString(), offset)}`})</span><br>`)}`;
}
