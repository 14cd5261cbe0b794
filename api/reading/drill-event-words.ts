import { sayFailure } from '../../workflows/backup/failures.ts';
import type { RunFailure } from '../../workflows/backup/failures.ts';
import { scopes, states } from '../../workflows/restore-drill/messages.ts';
import type { RestoreDrillState } from '../../workflows/restore-drill/messages.ts';
import { saySpan } from '../../regulations/duration.ts';
import type { EventWords, Said } from './event-words.ts';

const many = (n: unknown): string => Number(n).toLocaleString('id-ID');
const span = (ms: unknown): string => saySpan(Number(ms));

/** How a restore drill began; null: it is none. */
export function drillOpening({ data, when }: Said): string | null {
  const scope = scopes[data.scope as keyof typeof scopes] as string | undefined;
  return scope === undefined ? null : `Uji pemulihan dimulai (${scope.toLowerCase()}) dari ${String(data.store)}${data.takenAt == null ? '' : `, data per ${when(data.takenAt)}`}`;
}

/** The events of a restore drill in words. */
export const drillEventWords: Record<string, EventWords> = {
  'drill.restored': { words: ({ data }) => `Salinan dipulihkan ke tempat terpisah dalam ${span(data.tookMs)}` },
  'drill.result': {
    words: ({ data }) => {
      const what = `${many(data.tables)} tabel dan ${many(data.files)} berkas dibandingkan; waktu pemulihan ${span(data.rtoMs)}, umur data ${span(data.rpoMs)}`;
      const other = [['differingTables', 'tabel berbeda'], ['missingTables', 'tabel hilang atau berlebih'], ['differingFiles', 'berkas berbeda'], ['missingFiles', 'berkas hilang']] as const;
      const found = other.filter(([name]) => Number(data[name]) > 0).map(([name, words]) => `${many(data[name])} ${words}`);
      return data.isEqual === true ? `Hasil pemulihan sama dengan manifes: ${what}` : `Hasil pemulihan BERBEDA dari manifes (${found.join(', ')}): ${what}`;
    },
  },
  'drill.failed': { words: ({ data }) => `Uji pemulihan gagal pada langkah "${states[data.during as RestoreDrillState] ?? ''}". ${sayFailure(data.code as RunFailure)}` },
  'drill.retried': { words: 'Uji pemulihan diulangi', clock: 'mend' },
  'drill.abandoned': { words: 'Uji pemulihan diakhiri tanpa hasil', clock: 'mend' },
  'scratch.destroyed': { words: 'Salinan uji dimusnahkan dan diperiksa tidak tersisa' },
  'difference.explained': { words: 'Perbedaan hasil pemulihan dijelaskan', clock: 'explain' },
  'key.tried': { words: 'Kunci pemulihan tersegel dicoba dan disegel kembali', clock: 'key' },
};
