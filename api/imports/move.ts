/** The statements of a run; they move sealed rows inside the database, so that a register of any length takes no memory here. */
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import type { Series } from '../../db/next-number.ts';

/** The SOP that a register is about. */
const sop = 'problem';
/** How far the starts of open rows lie apart, so that fresh reports and their mails come in between. */
const startsApart = sql.raw("interval '50 milliseconds'");

/** Descriptions first, then answers and causes: a case shows its texts in the order in which they were written. */
export async function moveTexts(tx: Transaction, id: string): Promise<void> {
  for (const kind of ['text', 'answer', 'cause']) {
    const [textId, sealed] = [sql.raw(`r.${kind}_id`), sql.raw(`r.${kind}_sealed`)];
    await tx.execute(sql`
      insert into texts (id, office, case_id, body_sealed, author)
      select ${textId}, i.office, r.case_id, ${sealed}, i.person from import_rows r join imports i on i.id = r.import_id
      where r.import_id = ${id} and r.fate in ('open', 'solved') and ${textId} is not null`);
  }
}

/** Numbers in the order of receipt; a solved row counts as started, because no workflow will run for it. */
export async function moveIntakes(tx: Transaction, id: string, { prefix, first }: Series): Promise<void> {
  await tx.execute(sql`
    insert into intakes (id, office, sop, number, workflow_id, principal, body_hash, received_at, rules, facts, reporter_name_sealed,
      reporter_mail_sealed, reporter_contact_sealed, external_number_sealed, external_ref, import_id, text_id, started_at, next_start_at)
    select r.case_id, i.office, ${sop}, n.number, ${`${sop}-`} || n.number, i.person, i.sha256, r.received_at, v.rules, r.facts - 'cause', r.name_sealed,
      r.mail_sealed, r.contact_sealed, r.external_sealed, r.external_ref, r.import_id, r.text_id,
      case when r.fate = 'solved' then clock_timestamp() end, clock_timestamp() + r.turn * ${startsApart}
    from (select *, row_number() over (order by received_at, row) as place, row_number() over (partition by fate order by received_at, row) as turn
          from import_rows where import_id = ${id} and fate in ('open', 'solved')) r
    join imports i on i.id = r.import_id
    join offices o on o.id = i.office
    join office_versions v on v.office = o.id and v.version = o.version
    cross join lateral (select (${first}::int + r.place - 1)::text as digits) d
    cross join lateral (select ${prefix} || lpad(d.digits, greatest(6, length(d.digits)), '0') as number) n
    order by r.place`);
}

/** What was solved before Sigap is archived as it stands: a closed case and the one event that says where it came from. */
export async function moveCases(tx: Transaction, id: string, person: string): Promise<void> {
  const solved = sql`from import_rows r join intakes k on k.id = r.case_id where r.import_id = ${id} and r.fate = 'solved'`;
  await tx.execute(sql`
    insert into cases (id, office, sop, number, state, received_at, opened_at, closed_at, seq, category, cause)
    select k.id, k.office, k.sop, k.number, 'ditutup', k.received_at, k.received_at, r.closed_at, 0, k.facts->>'category', r.facts->>'cause' ${solved}`);
  await tx.execute(sql`
    insert into events (case_id, office, seq, part, type, actor, at, data)
    select k.id, k.office, 0, 0, 'case.imported', ${person}::text, clock_timestamp(), jsonb_strip_nulls(jsonb_build_object(
      'importId', r.import_id, 'row', r.row, 'answerTextId', r.answer_id, 'causeTextId', r.cause_id)) ${solved} order by k.number`);
}

/** Each row learns its number, and the sealed copies go: the reports have them now. */
export async function settleRows(tx: Transaction, id: string): Promise<void> {
  await tx.execute(sql`
    update import_rows r set number = k.number, name_sealed = null, mail_sealed = null, contact_sealed = null, external_sealed = null,
      text_sealed = null, answer_sealed = null, cause_sealed = null
    from imports i, intakes k where r.import_id = ${id} and i.id = r.import_id and k.office = i.office and k.external_ref = r.external_ref`);
}
