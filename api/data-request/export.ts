import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { accessLog, cases, events } from '../../db/schema.ts';
import { dataRequestContract } from '../../workflows/data-request/contract.ts';
import { findTracked, requireSop } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { casesOf } from './find.ts';
import { requireGiver } from './giver.ts';
import { recordOf } from './record.ts';
import type { RecordedCase } from './record.ts';
import { heldAddress } from './subscription.ts';
import { summaryOf } from './summary.ts';
import { readingsOf } from './trail.ts';
import { zipOf } from './zip.ts';
import type { Entry } from './zip.ts';

/**
 * Everything that the office holds about a person, as one ZIP (UU 27/2022 art. 32). It is made when it is asked for and kept nowhere;
 * the asking is logged first, so that it stands in the export too.
 * @param staff null: the person, by the mailed link
 * @throws Problem unknown-case, not-your-task, export-not-ready, export-over, case-closed
 */
export async function exportOf(deps: ApiDeps, request: Intake, staff: Staff | null): Promise<Readable> {
  if (staff) requireGiver(request, staff);
  await requireGiven(deps, request);
  const found = await casesOf(deps, request);
  // The reading of every case that goes out, not of the request alone.
  await deps.db.insert(accessLog).values(found.map(({ id }) => ({ office: request.office, person: staff?.person ?? 'reporter', what: 'export', caseId: id })));
  const office = await officeInForce(deps.db, request.office);
  const readings = await readingsOf(deps, office, found.map(({ id }) => id));
  const records: RecordedCase[] = [];
  for (const intake of found) records.push(await recordOf(deps, intake, readings.get(intake.id) ?? []));
  const at = Date.now();
  const address = staff ? null : await heldAddress(deps, request);
  const json = { office: { id: office.id, name: office.name }, request: request.number, madeAt: new Date(at), cases: records, address };
  return Readable.from(zipOf(entries(deps, request.office, records, [['data.json', JSON.stringify(json, null, 2)], ['ringkasan.txt', summaryOf(office, request.number, records, address, at)]])), { objectMode: false });
}

async function* entries(deps: ApiDeps, office: string, records: readonly RecordedCase[], texts: [path: string, text: string][]): AsyncGenerator<Entry> {
  for (const [path, text] of texts) yield { path, bytes: Buffer.from(text) };
  for (const { path, sha256 } of records.flatMap(({ files }) => files)) yield await fileOf(deps, office, path, sha256);
}

/** What cannot be read any more must not break off the ZIP, which is on its way already. */
async function fileOf({ documents, log }: ApiDeps, office: string, path: string, sha256: string): Promise<Entry> {
  try {
    return { path, bytes: await documents.get(office, sha256) };
  } catch (error) {
    log.error({ err: error, office, sha256 }, 'export: a document cannot be read');
    return { path: `${path}.txt`, bytes: Buffer.from('Berkas ini tercatat, tetapi tidak dapat dibaca dari penyimpanan kantor. Hubungi kantor dengan menyebut nomor dan nama berkas ini.\n') };
  }
}

/** Where the person fetches the data: the link that only the mail to the person carries. @throws Problem unknown-case */
export async function findByExportLink(deps: ApiDeps, number: string, secret: string): Promise<Intake> {
  return requireSop(dataRequestContract.sop, await findTracked(deps, number, secret, deps.vault.isExportSecret));
}

/**
 * Between the giving and the end of its window, by the case's own row: the instant counts even while no worker runs.
 * @returns the end @throws Problem export-not-ready, export-over, case-closed
 */
export async function requireGiven({ db }: ApiDeps, { id }: Intake): Promise<Date> {
  const [row] = await db.select({ state: cases.state, dueAt: cases.dueAt, closedAt: cases.closedAt }).from(cases).where(eq(cases.id, id));
  if (row?.state === 'diberikan' && row.dueAt !== null && row.dueAt.getTime() > Date.now()) return row.dueAt;
  const [given] = await db.select({ id: events.id }).from(events).where(and(eq(events.caseId, id), eq(events.type, 'data.given'))).limit(1);
  if (given) throw new Problem('export-over');
  throw new Problem(row?.closedAt ? 'case-closed' : 'export-not-ready');
}
