import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { intakes, offices, officeVersions, texts } from '../../db/schema.ts';
import type { Vault } from '../../db/vault.ts';
import type { OfficeSettings } from '../../offices/schema.ts';
import type { Sections } from '../../regulations/rules.ts';
import type { CaseInput } from '../kernel/types.ts';
import { registry } from '../registry.ts';
import type { ScenarioTime } from './scenario-time.ts';

export const reporter = { name: 'Sari Penyedia', mail: 'sari@penyedia.example' };
/** The figures that an evaluation is about. */
export const figures = 'Penanganan masalah Oktober sampai Desember 2026: 7 laporan masuk.';
export const description = 'Tidak dapat mengunggah dokumen penawaran, muncul kesalahan 500.';

export interface Arrival {
  /** Local time: '2027-03-05 15:00'. */
  receivedAt: string;
  /** 'problem' when left out. */
  sop?: string;
  /** Codes of the intake; those of a problem report when left out. */
  facts?: CaseInput['facts'];
  /** Rules of the test's own instead of the office's. */
  rules?: Partial<Sections>;
  role?: string;
  reporterHasMail?: boolean;
  category?: string;
  /** Entered by this person of the office, by telephone. */
  enteredBy?: string;
  /** Not a report but the evaluation of this period, which has no reporter. Local dates. */
  period?: { from: string; to: string };
}

/** Writes the intake row that the API would have written, with a receipt of the test's choice, and makes the workflow's input from it. */
export async function insertIntake(db: Db, vault: Vault, office: string, arrival: Arrival, time: ScenarioTime): Promise<CaseInput<keyof Sections>> {
  const [row] = await db.select().from(offices)
    .innerJoin(officeVersions, and(eq(officeVersions.office, offices.id), eq(officeVersions.version, offices.version))).where(eq(offices.id, office));
  if (!row) throw new Error(`Office '${office}' is not loaded`);
  const settings = row.office_versions.settings as OfficeSettings;
  const rules = { ...row.office_versions.rules, ...arrival.rules };
  const id = randomUUID();
  const textId = randomUUID();
  const number = `${settings.prefix}-2027-${String(await db.$count(intakes, eq(intakes.office, office)) + 1).padStart(6, '0')}`;
  const { period } = arrival;
  const sop = arrival.sop ?? (period ? 'evaluation' : 'problem');
  const isSystems = registry[sop]?.start === null;
  const workflowId = `${sop}-${number}`;
  const receivedAt = time.at(arrival.receivedAt);
  const hasMail = arrival.reporterHasMail ?? !isSystems;
  const facts: CaseInput['facts'] = period ? { ...period, figures: textId } : {
    ...(arrival.facts ? moved(arrival.facts, time) : { role: arrival.role ?? 'penyedia', category: arrival.category ?? 'aplikasi-spse' }),
    ...(arrival.enteredBy === undefined ? {} : { channel: 'telepon', enteredBy: arrival.enteredBy }),
    ...(registry[sop]?.workflowFacts.includes('words') ? { words: textId } : {}),
  };
  await db.insert(texts).values({ id: textId, office, caseId: id, author: isSystems ? 'system' : 'reporter', bodySealed: vault.seal(period ? figures : description, `texts:${textId}`) });
  await db.insert(intakes).values({
    id, office, sop, number, workflowId, principal: isSystems ? 'system' : 'public', idempotencyKey: id, bodyHash: '0'.repeat(64),
    receivedAt: new Date(receivedAt), rules, facts: { ...facts, packageCode: null }, textId,
    reporterNameSealed: isSystems && !hasMail ? null : vault.seal(reporter.name, `intakes:${id}:name`),
    reporterMailSealed: hasMail ? vault.seal(reporter.mail, `intakes:${id}:mail`) : null,
  });
  return {
    identity: { caseId: id, office, sop, number, workflowId, receivedAt },
    officeName: row.offices.name, utcOffsetMinutes: settings.utcOffsetMinutes, rules, facts, reporterHasMail: hasMail,
  };
}

/** Dates among the facts, as the scene's own time has them. */
function moved(facts: CaseInput['facts'], time: ScenarioTime): CaseInput['facts'] {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value === null ? null : time.dates(value)]));
}
