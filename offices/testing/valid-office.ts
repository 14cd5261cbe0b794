/** The smallest office that loads, and what Sigap says to one that does not. */
import { readPacks } from '../../regulations/load.ts';
import { LoadError, loadOffice } from '../load.ts';

export const packs = readPacks();
export const FILE = 'offices/uji.yaml';

export const VALID = `id: uji
name: LPSE Uji
prefix: UJI
regulation: salatiga-41-2024
utcOffsetMinutes: 420
since: 2026-01-01
hours:
  weekly:
    senin: [07:30-12:00, 13:00-16:00]
  document: { title: Jam kerja, number: "1", date: 2025-12-01 }
parameters:
  problem:
    answer: { value: { days: 3 }, document: { title: SOP, number: "2", date: 2025-12-01 } }
lkpp:
  mail: null
people:
  - { id: satu, name: Satu, mail: satu@uji.example.test, nip: "190001011920011001" }
  - { id: dua, name: Dua, mail: dua@uji.example.test }
  - { id: tiga, name: Tiga, mail: tiga@uji.example.test }
assignments:
  - { person: satu, function: kepala-ukpbj, decree: { number: "3", date: 2025-12-01 }, from: 2026-01-01, until: null }
  - { person: dua, function: kepala-lpse, decree: { number: "3", date: 2025-12-01 }, from: 2026-01-01, until: 2026-12-31 }
  - { person: tiga, function: helpdesk, decree: { number: "3", date: 2025-12-01 }, from: 2026-01-01, until: null }
  - { person: tiga, function: administrator-sistem, decree: { number: "3", date: 2025-12-01 }, from: 2026-01-01, until: null }
  - { person: tiga, function: verifikator, decree: { number: "3", date: 2025-12-01 }, from: 2026-01-01, until: null }
`;

/** The sentence of the refusal, or 'loaded'. */
export function refusal(text: string): string {
  try {
    loadOffice(text, FILE, packs);
  } catch (error) {
    if (error instanceof LoadError) return error.message;
    throw error;
  }
  return 'loaded';
}
