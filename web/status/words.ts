import type { PublicState } from '../../activities/types.ts';
import type { Announced, Named } from '../../api/status/announced.ts';
import type { SystemState } from '../../api/status/system-state.ts';

/** What is said of a system, with the class of its tag. */
export const systemWords: Record<SystemState, { words: string; tag: string }> = {
  gangguan: { words: 'Gangguan', tag: 'late' },
  'dalam-pemeliharaan': { words: 'Dalam pemeliharaan', tag: '' },
  'tidak-terpantau': { words: 'Tidak terpantau', tag: 'unknown' },
  baik: { words: 'Baik', tag: 'good' },
};

const states: Record<PublicState, string> = {
  terjadwal: 'Terjadwal', berlangsung: 'Sedang berlangsung', 'melewati-jadwal': 'Melewati jadwal, masih berlangsung', dibatalkan: 'Dibatalkan', selesai: 'Selesai',
  diperiksa: 'Sedang diperiksa', gangguan: 'Belum pulih', pulih: 'Sudah pulih, waktu resmi belum ditetapkan', 'bukan-gangguan': 'Ternyata bukan gangguan',
};

/** Where an announcement stands; one whose start or end nobody has recorded says so. */
export function stateWords({ state, phase, endsAt }: Pick<Announced, 'state' | 'phase' | 'endsAt'>, now: number): string {
  if (state !== 'terjadwal' || phase === 'planned') return states[state];
  return endsAt !== null && endsAt <= now ? 'Jadwalnya sudah lewat, belum ada kabar selesai' : 'Menurut jadwal sedang berlangsung';
}

export const kinds = { maintenance: 'Pemeliharaan', outage: 'Gangguan' } as const;
export const listed = (systems: readonly Named[]): string => systems.map(({ label }) => label).join(', ');
export const titleOf = ({ kind, systems }: Pick<Announced, 'kind' | 'systems'>): string => `${kinds[kind]} ${listed(systems)}`;
