/** The sections on maintenance and outages as rows for people: single values, and the norms that ask for an announcement. */
import type { PackAnnouncements } from './load-announcement.ts';
import { sourcedRows } from './user-values.ts';
import type { SourcedRow } from './user-values.ts';
import type { ValueRow } from './values.ts';

/** 'maintenance.leads', 'outage.declarer'; the announcement on INAPROC only where the text has it (ERR-9). */
export function announcementValues({ maintenance, outage: { inaproc, ...outage } }: PackAnnouncements): ValueRow[] {
  return [...sourcedRows({ maintenance, outage }), ...(inaproc ? [{ name: 'outage.inaproc', value: inaproc.approver, source: inaproc.source }] : [])];
}

/** 'maintenance.basis': each norm that an announcement rests on. */
export function announcementLists({ maintenance, outage }: PackAnnouncements): SourcedRow[] {
  return Object.entries({ maintenance, outage }).flatMap(([section, { basis }]) =>
    basis.map((source) => ({ name: `${section}.basis`, value: 'named in what is announced', source })));
}
