import { z } from 'zod';
import type { Announced } from './announced.ts';
import type { Board } from './board.ts';

const instant = z.iso.datetime({ offset: true });
const system = z.object({ code: z.string(), label: z.string() });
const states = ['terjadwal', 'berlangsung', 'melewati-jadwal', 'dibatalkan', 'selesai', 'diperiksa', 'gangguan', 'pulih', 'bukan-gangguan'] as const;

const announcement = z.object({
  number: z.string(), kind: z.enum(['maintenance', 'outage']), state: z.enum(states), phase: z.enum(['planned', 'open', 'over']),
  systems: z.array(system), startsAt: instant, endsAt: instant.nullable(),
  isOfficial: z.boolean().describe('Waktunya sudah ditetapkan resmi.'),
  words: z.string().nullable(), revision: z.int().describe('Bertambah dengan setiap perubahan.'), updatedAt: instant,
  news: z.array(z.object({ at: instant, state: z.enum(states), startsAt: instant, endsAt: instant.nullable(), systems: z.array(system), words: z.string().nullable() })),
});

/** What programs read of an office's systems; every instant with the office's offset. */
export const officeStatus = z.object({
  office: z.object({ id: z.string(), name: z.string() }),
  madeAt: instant, isStale: z.boolean().describe('Basis data tidak terjangkau; isinya dari waktu "madeAt".'),
  systems: z.array(z.object({
    ...system.shape, state: z.enum(['gangguan', 'dalam-pemeliharaan', 'tidak-terpantau', 'baik']).describe('"baik": tidak ada gangguan yang diumumkan, dan sistemnya dipantau.'),
    checkedAt: instant.nullable().describe('Pemeriksaan otomatis yang terakhir.'),
    availability: z.array(z.object({ month: z.string(), share: z.number().min(0).max(1).nullable() })).describe('1 - waktu gangguan / waktu terpantau, keduanya di luar pemeliharaan; null: tidak ada yang diketahui.'),
  })),
  announcements: z.array(announcement).describe('Yang direncanakan, yang berlangsung, dan yang selesai dalam 90 hari terakhir.'),
});

/** '2026-11-24T10:15:00+07:00': an instant (epoch ms) by an office's clock, for machines. */
export function zoned(at: number, utcOffsetMinutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const offset = `+${two(Math.floor(utcOffsetMinutes / 60))}:${two(utcOffsetMinutes % 60)}`;
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().replace(/\.\d{3}Z$/, offset);
}

export function statusJson({ office: { id, name, utcOffsetMinutes }, madeAt, systems, announced }: Board, isStale: boolean): z.output<typeof officeStatus> {
  const at = (instantMs: number) => zoned(instantMs, utcOffsetMinutes);
  const maybe = (instantMs: number | null) => (instantMs === null ? null : at(instantMs));
  const times = ({ startsAt, endsAt }: Pick<Announced, 'startsAt' | 'endsAt'>) => ({ startsAt: at(startsAt), endsAt: maybe(endsAt) });
  return {
    office: { id, name }, madeAt: at(madeAt), isStale,
    systems: systems.map(({ code, label, state, checkedAt, months }) => ({ code, label, state, checkedAt: maybe(checkedAt), availability: months.map((month) => ({ month: month.code, share: month.share })) })),
    announcements: announced.map((one) => ({
      number: one.number, kind: one.kind, state: one.state, phase: one.phase, systems: one.systems, ...times(one), isOfficial: one.isOfficial,
      words: one.words, revision: one.revision, updatedAt: at(one.updatedAt),
      news: one.news.map((news) => ({ at: at(news.at), state: news.state, systems: news.systems, words: news.words, ...times(news) })),
    })),
  };
}
