/** Whole local months, as local dates, both included: '2026-07-01' to '2026-09-30'. */
export interface Period {
  from: string;
  to: string;
}

const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];

/** 'Oktober 2026', 'Juli sampai September 2026', 'November 2026 sampai Januari 2027'. */
export function inWords({ from, to }: Period): string {
  const [first, last] = [from, to].map((date) => ({ year: date.slice(0, 4), month: months[Number(date.slice(5, 7)) - 1] ?? date }));
  if (!first || !last) return '';
  if (from.slice(0, 7) === to.slice(0, 7)) return `${last.month} ${last.year}`;
  return `${first.month}${first.year === last.year ? '' : ` ${first.year}`} sampai ${last.month} ${last.year}`;
}
