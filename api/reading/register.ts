import { Readable } from 'node:stream';
import { casePages } from '../../activities/figures/case-pages.ts';
import { labelsOf } from '../../activities/figures/labels.ts';
import { officeNow } from '../../activities/office.ts';
import { accessLog } from '../../db/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { csvOf } from './csv.ts';
import { registerColumns } from './register-columns.ts';
import { filtersOf } from './register-filter.ts';
import type { RegisterQuery } from './register-filter.ts';
import { rowOf } from './register-row.ts';
import type { RegisterRow } from './register-row.ts';

/**
 * The register of an office by number, as a stream. It names reporters, so the reading is logged (UU 27/2022).
 * Follow-up and answer are those of the first round; lateness is the worst of all rounds.
 * @throws Problem no-function, bad-request
 */
export async function readRegister({ db, vault }: ApiDeps, staff: Staff, query: RegisterQuery): Promise<Readable> {
  requireFunction(staff);
  const { calendar } = await officeNow(db, staff.office);
  const labels = await labelsOf(db, staff.office);
  const filters = filtersOf(query, labels, calendar.utcOffsetMinutes);
  await db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'register' });
  const reading = { vault, calendar, now: Date.now() };
  const rows = async function* (): AsyncGenerator<RegisterRow> {
    for await (const page of casePages(db, staff.office, filters)) {
      for (const record of page) {
        const row = rowOf(record, reading);
        if (query.late === undefined || query.late === ((row.worstLate?.clockMs ?? 0) > 0)) yield row;
      }
    }
  };
  return query.format === 'csv' ? csvOf(rows(), registerColumns(labels)) : Readable.from(jsonOf(rows()));
}

/** One JSON document whose list is written row by row. */
async function* jsonOf(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '{"rows":[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ',\n';
  }
  yield `${before.startsWith('{') ? before : '\n'}]}\n`;
}

/** 'register-salatiga-2026-01-01-2026-12-31.csv': the office and the period, never a person. */
export function fileNameOf(what: string, office: string, from: string | undefined, to: string | undefined): string {
  return `${[what, office, from, to].filter((part) => part !== undefined).join('-')}.csv`;
}
