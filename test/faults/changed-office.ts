import { officeWith } from '../quick-office.ts';
import type { Pace } from '../quick-office.ts';

const paper = '{ title: Uji, number: UJI/1, date: 2024-12-20 }';
const localDay = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** The quick office with days off from today on: every running deadline moves behind them. */
export const closedFor = (days: number, pace: Pace, change: (text: string) => string = (text) => text): string => officeWith(pace, (text) => {
  const rows = Array.from({ length: days }, (_, day) => `  - { date: ${localDay(day)}, name: Uji, document: ${paper} }`);
  return change(text).replace(/\nparameters:/, `\ndaysOff:\n${rows.join('\n')}\n\nparameters:`);
});

/** The quick office with some people on leave, today and tomorrow. */
export const withLeaves = (pace: Pace, people: string[]): string => officeWith(pace, (text) =>
  `${text}\nleaves:\n${people.map((person) => `  - { person: ${person}, from: ${localDay(-1)}, until: ${localDay(1)} }`).join('\n')}\n`);

/** Another office beside the quick one, in the same house. */
export const asSecondOffice = (text: string): string => text.replace('id: contoh\n', 'id: contoh-dua\n').replace('prefix: CTH', 'prefix: CTD');

/** Mails are given up after some seconds. */
export const givingUpAfter = (seconds: number) => (text: string): string => text.replace(/mailGiveUp: .*/, `mailGiveUp: { seconds: ${seconds} }`);
