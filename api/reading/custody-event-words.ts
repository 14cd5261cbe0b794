import { moves } from '../../workflows/custody/messages.ts';
import type { Move } from '../../workflows/custody/messages.ts';
import type { EventWords, Said } from './event-words.ts';

/** How a move of a medium began; media and places by their codes, as they stand on their labels. */
export function custodyOpening({ data }: Said): string | null {
  const move = moves[data.move as Move];
  return move === undefined ? null : `Perpindahan media ${String(data.medium)} dimulai: ${move.toLowerCase()}`;
}

const where = (place: unknown): string => (place == null ? 'dalam perjalanan' : `di ${String(place)}`);

/** The events of a custody, in words. */
export const custodyEventWords: Record<string, EventWords> = {
  'medium.handed': { words: ({ data, person, when }) => `Media diserahkan oleh ${person(data.giver)} pada ${when(data.at)}, dibawa ${person(data.carrier)} ke ${String(data.to)} untuk diterima ${person(data.receiver)}`, clock: 'handover' },
  'medium.redirected': { words: ({ data, person }) => `Media dialihkan dari ${String(data.beforeTo)} ke ${String(data.to)}; penerimanya ${person(data.receiver)}, semula ${person(data.beforeReceiver)}` },
  'medium.received': { words: ({ data, when }) => `Media diterima di ${String(data.to)} pada ${when(data.at)}`, clock: 'receipt' },
  'medium.destroyed': { words: ({ data, person, when }) => `Media dimusnahkan pada ${when(data.at)}, disaksikan ${person(data.witness)}`, clock: 'destruction' },
  'medium.lost': { words: ({ data, when }) => `Media dinyatakan hilang, diketahui pada ${when(data.at)}; terakhir ${where(data.from)}` },
  'loss.notified': { words: ({ data, when }) => `Kehilangan diberitahukan pada ${when(data.at)} (UU 27/2022 Pasal 46)`, clock: 'notice' },
  'medium.found': { words: ({ data }) => `Media ditemukan dan disimpan di ${String(data.place)}${data.wasTold === true ? '' : '; kehilangannya belum diberitahukan, dan pemberitahuan tidak lagi dikirim'}` },
  'search.given-up': { words: 'Pencarian media dihentikan' },
  'custody.cancelled': { words: 'Perpindahan media dibatalkan' },
};
