import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { cases, papers } from '../db/schema.ts';
import { destructionKind, drillKind, handoverKind, outageKind, paperRule } from '../papers/kinds.ts';
import type { Forms, PaperKind } from '../papers/kinds.ts';
import { openForm, sealForm } from '../papers/sealed-form.ts';
import type { WitnessForm } from '../papers/witness-form.ts';
import { caseRules } from '../workflows/problem/rules.ts';
import { destructionForm, handoverForm } from './custody/paper-form.ts';
import type { ApiDeps } from './deps.ts';
import type { Intake } from './intake.ts';
import { drillForm } from './drill/paper-form.ts';
import { officeInForce } from './offices.ts';
import { outageForm } from './outage/paper-form.ts';
import type { PaperBody, WitnessBody } from './paper-body.ts';
import { insertInSeries, insertTyped } from './paper-number.ts';
import type { Numbered } from './paper-number.ts';
import { partiesOf, witnessesOf } from './paper-signers.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

interface Filled { intake: Intake; staff: Staff; body: PaperBody; idempotencyKey: string }

/**
 * Keeps the form of a paper under an official number, once per key; the act `witness` or `paper` has it written. Title and parties are
 * those of the case's text; the series is that of the office today, because a register of numbers belongs to its day.
 * @throws Problem no-function, bad-request, wrong-state, case-closed, unknown-choice, wrong-person, paper-number-missing, paper-number-taken, key-reused
 */
export async function draftPaper(deps: ApiDeps, filled: Filled): Promise<Numbered> {
  const { intake, staff, body } = filled;
  requireFunction(staff);
  const id = paperId(staff, filled.idempotencyKey);
  const bodyHash = createHash('sha256').update(`${intake.id}\0${JSON.stringify(body)}`).digest('hex');
  const before = await earlier(deps, id, bodyHash);
  if (before) return before;
  const form = await formOf(deps, filled);
  const { rules } = await officeInForce(deps.db, intake.office);
  const series = paperRule(rules, body.kind).series?.value ?? null;
  const draft = { id, office: intake.office, caseId: intake.id, kind: body.kind, person: staff.person, formSealed: sealForm(deps.vault, id, { bodyHash, form }) };
  try {
    return await deps.db.transaction((tx) => {
      if (body.number !== undefined) return insertTyped(tx, draft, body.number);
      if (series === null) throw new Problem('paper-number-missing');
      return insertInSeries(tx, draft, series, form.at, rules.office.utcOffsetMinutes);
    });
  } catch (error) {
    const first = await earlier(deps, id, bodyHash);
    if (first) return first;
    throw error;
  }
}

/** What the paper will say, as it stands at this moment. */
async function formOf(deps: ApiDeps, { intake, body, staff: { person } }: Filled): Promise<Forms[PaperKind]> {
  const at = Date.parse(body.at);
  if (at > Date.now()) throw new Problem('bad-request', { errors: [{ field: 'at', reason: 'Waktu berita acara tidak boleh di masa depan.' }] });
  if (at < Date.UTC(2000, 0)) throw new Problem('bad-request', { errors: [{ field: 'at', reason: 'Periksa tahunnya.' }] });
  const [open] = await deps.db.select({ closedAt: cases.closedAt }).from(cases).where(eq(cases.id, intake.id));
  if (open?.closedAt) throw new Problem('case-closed');
  switch (body.kind) {
    case outageKind: return outageForm(deps, intake, at, body);
    case handoverKind: return handoverForm(deps, intake, at, body);
    case destructionKind: return destructionForm(deps, intake, at, body);
    case drillKind: return drillForm(deps, intake, at, body, person);
    default: return witnessForm(deps, intake, at, body);
  }
}

async function witnessForm(deps: ApiDeps, { office, rules, sop }: Intake, at: number, body: WitnessBody): Promise<WitnessForm> {
  if (sop !== 'problem' || caseRules(rules.problem).witness === null) throw new Problem('wrong-state');
  const { place, packageCode, packageName, provider, fileName, sha256, errorText, attempts, attachments } = body;
  return {
    at, place, packageCode, packageName, provider, fileName, sha256, errorText, tool: body.tool ?? null, attempts, ticket: body.ticket ?? null,
    parties: partiesOf(rules, body.parties), witnesses: await witnessesOf(deps, office, rules, body.witnesses), attachments,
  };
}

/** The same key of the same person is the same paper: its id is made from them, as an RFC 9562 version 8 UUID. */
function paperId({ office, person }: Staff, idempotencyKey: string): string {
  const bytes = createHash('sha256').update(`papers\0${office}\0${person}\0${idempotencyKey}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether this person sent a form under this key before. */
export async function isDrafted({ db }: ApiDeps, staff: Staff, idempotencyKey: string): Promise<boolean> {
  return (await db.select({ id: papers.id }).from(papers).where(eq(papers.id, paperId(staff, idempotencyKey)))).length > 0;
}

/** @throws Problem key-reused when the key came with something else */
async function earlier({ db, vault }: ApiDeps, id: string, bodyHash: string): Promise<Numbered | undefined> {
  const [row] = await db.select().from(papers).where(eq(papers.id, id));
  if (row && openForm(vault, id, row.formSealed).bodyHash !== bodyHash) throw new Problem('key-reused');
  return row;
}
