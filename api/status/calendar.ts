import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Announced } from './announced.ts';
import type { Board } from './board.ts';
import { printable } from './printable.ts';

const DAY_MS = 86_400_000;

/**
 * The maintenance windows of the last 30 days and of the future (RFC 5545). A window keeps its UID, so a client moves it
 * when SEQUENCE grows; a cancelled one stays, as CANCELLED, so that it leaves the calendars that have it.
 * @param publicUrl where Sigap is reached, 'https://sigap.example'
 */
export function windowsCalendar({ office, announced, madeAt }: Board, publicUrl: string): string {
  const calendar = ical({ name: printable(`Pemeliharaan ${office.name}`), prodId: '//Sigap//Status layanan//ID', ttl: 3600 });
  for (const window of announced.filter((one) => one.kind === 'maintenance' && (one.endsAt ?? one.startsAt) >= madeAt - 30 * DAY_MS)) {
    const { number, systems, startsAt, endsAt, state, revision, createdAt, updatedAt } = window;
    const isCancelled = state === 'dibatalkan';
    calendar.createEvent({
      id: `${number}@${new URL(publicUrl).host}`, sequence: revision, stamp: new Date(updatedAt), created: new Date(createdAt), lastModified: new Date(updatedAt),
      start: new Date(startsAt), ...(endsAt !== null && endsAt > startsAt ? { end: new Date(endsAt) } : {}),
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // It takes nobody's time: a free hour stays free.
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: printable(`${isCancelled ? 'Dibatalkan: ' : ''}Pemeliharaan ${systems.map(({ label }) => label).join(', ')}`),
      description: printable(wordsOf(window)), url: new URL(`/status/${office.id}#${number}`, publicUrl).href,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function wordsOf({ number, words, news }: Announced): string {
  return [words, news.at(-1)?.words, `Nomor ${number}`].filter((part) => part).join('\n\n');
}
