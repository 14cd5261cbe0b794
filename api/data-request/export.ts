import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { accessLog, cases, events } from '../../db/schema.ts';
import { dataRequestContract } from '../../workflows/data-request/contract.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { casesOf } from './find.ts';
import { recordOf } from './record.ts';
import type { RecordedCase } from './record.ts';
import { summaryOf } from './summary.ts';
import { readingsOf } from './trail.ts';
import { zipOf } from './zip.ts';
import type { Entry } from './zip.ts';

/**
 * Everything that the office holds about a person, as one ZIP (UU 27/2022 art. 32). It is made when it is asked for and kept nowhere;
 * the asking is logged first, so that it stands in the export too.
 * @param staff null: the person, by the tracking link
 * @throws Problem unknown-case, not-your-task, export-not-ready, export-over, case-closed
 */
export async function exportOf(deps: ApiDeps, request: Intake, staff: Staff | null): Promise<Readable> {
  if (request.sop !== dataRequestContract.sop) throw new Problem('unknown-case');
  // The whole of a person's data in one file is only for who gives it.
  const { handler } = request.rules.dataRequest;
  if (staff && !staff.functions.includes(handler)) throw new Problem('not-your-task', { function: handler });
  await requireGiven(deps, request);
  const found = await casesOf(deps, request);
  // The reading of every case that goes out, not of the request alone.
  await deps.db.insert(accessLog).values(found.map(({ id }) => ({ office: request.office, person: staff?.person ?? 'reporter', what: 'export', caseId: id })));
  const office = await officeInForce(deps.db, request.office);
  const readings = await readingsOf(deps, office, found.map(({ id }) => id));
  const records: RecordedCase[] = [];
  for (const intake of found) records.push(await recordOf(deps, intake, readings.get(intake.id) ?? []));
  const at = Date.now();
  const json = { office: { id: office.id, name: office.name }, request: request.number, madeAt: new Date(at), cases: records };
  return Readable.from(zipOf(entries(deps, request.office, records, [['data.json', JSON.stringify(json, null, 2)], ['ringkasan.txt', summaryOf(office, request.number, records, at)]])), { objectMode: false });
}

async function* entries({ documents }: ApiDeps, office: string, records: readonly RecordedCase[], texts: [path: string, text: string][]): AsyncGenerator<Entry> {
  for (const [path, text] of texts) yield { path, bytes: Buffer.from(text) };
  for (const { path, sha256 } of records.flatMap(({ files }) => files)) yield { path, bytes: await documents.get(office, sha256) };
}

/** Between the giving and the end of its window, by the case's own row: the instant counts even while no worker runs. */
async function requireGiven({ db }: ApiDeps, { id }: Intake): Promise<void> {
  const [row] = await db.select({ state: cases.state, dueAt: cases.dueAt, closedAt: cases.closedAt }).from(cases).where(eq(cases.id, id));
  if (row?.state === 'diberikan' && row.dueAt !== null && row.dueAt.getTime() > Date.now()) return;
  const [given] = await db.select({ id: events.id }).from(events).where(and(eq(events.caseId, id), eq(events.type, 'data.given'))).limit(1);
  if (given) throw new Problem('export-over');
  throw new Problem(row?.closedAt ? 'case-closed' : 'export-not-ready');
}
