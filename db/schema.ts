/**
 * Every table of Sigap. Columns named `*Sealed` hold personal data encrypted by `db/vault.ts`
 * (UU 27/2022); nothing else in Postgres may hold a name, an address or free text.
 */
import { sql } from 'drizzle-orm';
import {
  bigint, bigserial, boolean, customType, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uniqueIndex, uuid,
} from 'drizzle-orm/pg-core';
import type { PublicState } from '../activities/types.ts';
import type { WorkingCalendar } from '../calendar/index.ts';
import type { RecurrencePattern } from '../offices/recurrence.ts';
import type { Rules } from '../regulations/rules.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const now = sql`clock_timestamp()`;
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** One row per office; points at what is in force. */
export const offices = pgTable('offices', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  calendarVersion: integer('calendar_version').notNull(),
});

/** Every load of an office file, for ever. */
export const officeVersions = pgTable('office_versions', {
  office: text('office').notNull(),
  version: integer('version').notNull(),
  sha256: text('sha256').notNull(),
  fileSealed: text('file_sealed').notNull(),
  /** The parsed office without its people. */
  settings: jsonb('settings').notNull(),
  rules: jsonb('rules').$type<Rules>().notNull(),
  loadedAt: instant('loaded_at').notNull().default(now),
}, (t) => [primaryKey({ columns: [t.office, t.version] })]);

/** The resolved working calendar of an office, one row per change of hours or decrees. */
export const calendars = pgTable('calendars', {
  office: text('office').notNull(),
  version: integer('version').notNull(),
  calendar: jsonb('calendar').$type<WorkingCalendar>().notNull(),
  /** What changed it, shown in the history of every case that it moves. */
  reason: text('reason').notNull(),
  loadedAt: instant('loaded_at').notNull().default(now),
  /** When the re-planning of the open cases was handed to Temporal. */
  announcedAt: instant('announced_at'),
}, (t) => [primaryKey({ columns: [t.office, t.version] })]);

/** Holiday decrees loaded by an operator, on top of those in `calendar/`. */
export const decrees = pgTable('decrees', {
  number: text('number').primaryKey(),
  content: jsonb('content').notNull(),
  loadedAt: instant('loaded_at').notNull().default(now),
});

export const people = pgTable('people', {
  id: text('id').notNull(),
  office: text('office').notNull(),
  nameSealed: text('name_sealed').notNull(),
  mailSealed: text('mail_sealed').notNull(),
  nipSealed: text('nip_sealed'),
  keyHash: text('key_hash'),
  active: boolean('active').notNull().default(true),
}, (t) => [primaryKey({ columns: [t.office, t.id] })]);

export const assignments = pgTable('assignments', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  office: text('office').notNull(),
  person: text('person').notNull(),
  function: text('function').notNull(),
  decreeNumber: text('decree_number').notNull(),
  decreeDate: date('decree_date').notNull(),
  from: date('from').notNull(),
  until: date('until'),
  actingKind: text('acting_kind', { enum: ['plh', 'plt'] }),
  actingFor: text('acting_for'),
}, (t) => [index('assignments_office').on(t.office)]);

export const leaves = pgTable('leaves', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  office: text('office').notNull(),
  person: text('person').notNull(),
  from: date('from').notNull(),
  until: date('until').notNull(),
}, (t) => [index('leaves_office').on(t.office)]);

/** Last number given, per office and local year. */
export const numberSeries = pgTable('number_series', {
  office: text('office').notNull(),
  year: integer('year').notNull(),
  last: integer('last').notNull(),
}, (t) => [primaryKey({ columns: [t.office, t.year] })]);

/** A report as it was received; written once by the API, only `startedAt`, the retry columns and the key change. */
export const intakes = pgTable('intakes', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  sop: text('sop').notNull(),
  number: text('number').notNull(),
  workflowId: text('workflow_id').notNull(),
  /** Whose key it is; without a login a pseudonym of the reporter, because strangers may choose the same key. */
  principal: text('principal').notNull(),
  /** Forgotten after a week. */
  idempotencyKey: text('idempotency_key'),
  bodyHash: text('body_hash').notNull(),
  receivedAt: instant('received_at').notNull(),
  enteredAt: instant('entered_at').notNull().default(now),
  rules: jsonb('rules').$type<Rules>().notNull(),
  /** Codes only: role, category, package reference. */
  facts: jsonb('facts').$type<Record<string, string | null>>().notNull(),
  reporterNameSealed: text('reporter_name_sealed'),
  reporterMailSealed: text('reporter_mail_sealed'),
  /** A telephone number or another way to reach a reporter, as the desk took it down. */
  reporterContactSealed: text('reporter_contact_sealed'),
  /** The number under which the channel itself knows the report: an SPSE ticket, a letter. */
  externalNumberSealed: text('external_number_sealed'),
  /** A pseudonym of channel and external number: one report is entered once. */
  externalRef: text('external_ref'),
  /** The imported register that it came with. */
  importId: uuid('import_id'),
  textId: uuid('text_id').notNull(),
  startedAt: instant('started_at'),
  startAttempts: integer('start_attempts').notNull().default(0),
  nextStartAt: instant('next_start_at').notNull().default(now),
}, (t) => [
  uniqueIndex('intakes_retry').on(t.office, t.principal, t.idempotencyKey),
  uniqueIndex('intakes_number').on(t.number),
  uniqueIndex('intakes_workflow').on(t.workflowId),
  uniqueIndex('intakes_external').on(t.office, t.externalRef),
  index('intakes_waiting').on(t.nextStartAt).where(sql`started_at is null`),
  // Asked with every round of probes.
  index('intakes_outages').on(t.office).where(sql`sop = 'outage'`),
  // Asked once a minute.
  index('intakes_backups').on(t.office, t.sop).where(sql`sop in ('backup', 'custody', 'restore-drill')`),
  // Cases about an account that is there already: its term, its deactivation.
  index('intakes_account').on(t.office, sql`(facts->>'account')`).where(sql`facts->>'account' is not null`),
]);

export const cases = pgTable('cases', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  sop: text('sop').notNull(),
  number: text('number').notNull(),
  state: text('state').notNull(),
  receivedAt: instant('received_at').notNull(),
  openedAt: instant('opened_at').notNull(),
  closedAt: instant('closed_at'),
  /** The nearest running deadline; null when none runs. */
  deadline: text('deadline'),
  dueAt: instant('due_at'),
  provisional: boolean('provisional').notNull().default(false),
  /** The largest lateness of a passed deadline, in milliseconds of real time. */
  lateMs: bigint('late_ms', { mode: 'number' }),
  seq: integer('seq').notNull(),
  /** As the desk classified it; the category that the reporter chose stays in the intake. */
  category: text('category'),
  /** Problem, disturbance or service request, where the text knows them (ERR-13). */
  kind: text('kind'),
  /** The code of the root cause (ERR-16). */
  cause: text('cause'),
  /** The group that it is answered with. */
  groupId: uuid('group_id'),
}, (t) => [
  index('cases_group').on(t.groupId).where(sql`group_id is not null`),
  uniqueIndex('cases_number').on(t.number),
  index('cases_open').on(t.office, t.dueAt).where(sql`closed_at is null`),
]);

/** One row per step written by a workflow; makes a retry of `commit` harmless. */
export const commits = pgTable('commits', {
  caseId: uuid('case_id').notNull(),
  seq: integer('seq').notNull(),
  result: jsonb('result').notNull(),
}, (t) => [primaryKey({ columns: [t.caseId, t.seq] })]);

/** The audit trail: insert-only (a trigger refuses the rest), ids and codes only. */
export const events = pgTable('events', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  caseId: uuid('case_id').notNull(),
  office: text('office').notNull(),
  seq: integer('seq').notNull(),
  part: integer('part').notNull(),
  type: text('type').notNull(),
  /** 'system', 'reporter' or a person id. */
  actor: text('actor').notNull(),
  at: instant('at').notNull(),
  recordedAt: instant('recorded_at').notNull().default(now),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
}, (t) => [uniqueIndex('events_once').on(t.caseId, t.seq, t.part)]);

/** Events that no seal covers yet; filled by a trigger, emptied by the sealer. */
export const sealQueue = pgTable('seal_queue', {
  eventId: bigint('event_id', { mode: 'number' }).primaryKey(),
});

/** The hash chain over the events of an office. */
export const seals = pgTable('seals', {
  office: text('office').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  eventId: bigint('event_id', { mode: 'number' }).notNull().unique(),
  hash: text('hash').notNull(),
}, (t) => [primaryKey({ columns: [t.office, t.seq] })]);

export const tasks = pgTable('tasks', {
  id: uuid('id').primaryKey(),
  caseId: uuid('case_id').notNull(),
  office: text('office').notNull(),
  kind: text('kind').notNull(),
  function: text('function').notNull(),
  claimedBy: text('claimed_by'),
  state: text('state', { enum: ['open', 'done', 'cancelled'] }).notNull(),
  openedAt: instant('opened_at').notNull(),
  dueAt: instant('due_at'),
  closedAt: instant('closed_at'),
  closedBy: text('closed_by'),
  outcome: text('outcome'),
}, (t) => [index('tasks_case').on(t.caseId), index('tasks_open').on(t.office, t.function, t.dueAt).where(sql`state = 'open'`)]);

/** The mail ledger. */
export const notices = pgTable('notices', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  /** workflow id / seq.part / recipient */
  key: text('key').notNull().unique(),
  messageId: text('message_id').notNull(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  sop: text('sop').notNull(),
  template: text('template').notNull(),
  /** 'bulk': one of a mailing; never sent twice, and held for a person where nobody knows whether it arrived. */
  urgency: text('urgency', { enum: ['deadline', 'reminder', 'case', 'bulk'] }).notNull(),
  /** 'reporter', 'lkpp', a person id, 'subscriber:<id>' or 'user:<id of the case with the address>'; an address is looked up when the mail is sent. */
  recipient: text('recipient').notNull(),
  /** A person id that gets a copy (Kepala UKPBJ, when approval stayed silent); named in the mail, sent by a row of its own. */
  copyTo: text('copy_to'),
  /** The key of the notice that this one is a copy of; it waits until that one was sent. */
  copyOf: text('copy_of'),
  params: jsonb('params').$type<Record<string, unknown>>().notNull(),
  state: text('state', { enum: ['pending', 'sending', 'sent', 'unknown', 'refused', 'held', 'dropped'] }).notNull(),
  createdAt: instant('created_at').notNull().default(now),
  nextAt: instant('next_at').notNull(),
  giveUpAt: instant('give_up_at').notNull(),
  /** The postman that is sending it now; its advisory lock tells whether it still lives. */
  sender: integer('sender'),
  attempts: integer('attempts').notNull().default(0),
  /** How often the mail server took the data and never said 250: at most this many copies too many. */
  ambiguous: integer('ambiguous').notNull().default(0),
  lastCode: text('last_code'),
  /** The Message-ID of the mail that carried it together with others of the same person; null: its own. */
  carriedBy: text('carried_by'),
  sentAt: instant('sent_at'),
  /** When a refusal or a hand-over was told to the case's workflow. */
  reportedAt: instant('reported_at'),
  /** The mailing that it belongs to, and the pseudonym of its address: one address gets one copy. */
  mailingId: uuid('mailing_id'),
  mailRef: text('mail_ref'),
}, (t) => [
  index('notices_address').on(t.office, t.mailRef).where(sql`mail_ref is not null`),
  uniqueIndex('notices_mailing').on(t.mailingId, t.mailRef).where(sql`mailing_id is not null`),
  index('notices_bulk').on(t.mailingId, t.nextAt).where(sql`state = 'pending' and urgency = 'bulk'`),
  index('notices_case').on(t.caseId),
  // Ten thousand copies of a mailing are nothing that the ordinary postman should walk through.
  index('notices_waiting').on(t.nextAt).where(sql`state in ('pending','unknown') and urgency <> 'bulk'`),
  index('notices_sending').on(t.sender).where(sql`state = 'sending'`),
  index('notices_unreported').on(t.id).where(sql`state in ('refused','held') and reported_at is null`),
]);

/** Free text of people; triggers refuse every change, and the removal of what a case needs. */
export const texts = pgTable('texts', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  bodySealed: text('body_sealed').notNull(),
  author: text('author').notNull(),
  createdAt: instant('created_at').notNull().default(now),
}, (t) => [index('texts_case').on(t.caseId)]);

/** What a person asked to do, under the key of the click; makes a retry find its own answer. */
export const acts = pgTable('acts', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  principal: text('principal').notNull(),
  idempotencyKey: text('idempotency_key').notNull(),
  bodyHash: text('body_hash').notNull(),
  act: text('act').notNull(),
  textId: uuid('text_id'),
  createdAt: instant('created_at').notNull().default(now),
  /** When the case was known to have taken an act whose files no event names; null for all others. */
  takenAt: instant('taken_at'),
  /** When the case was known to have refused an act that records a User ID; null for all others, and again while it is tried anew. */
  refusedAt: instant('refused_at'),
}, (t) => [uniqueIndex('acts_retry').on(t.office, t.principal, t.idempotencyKey)]);

/** Uploaded files by content; the bytes lie encrypted in the document folder. Name and uploader are those of the latest upload. */
export const documents = pgTable('documents', {
  office: text('office').notNull(),
  sha256: text('sha256').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  nameSealed: text('name_sealed').notNull(),
  uploadedBy: text('uploaded_by').notNull(),
  createdAt: instant('created_at').notNull().default(now),
}, (t) => [primaryKey({ columns: [t.office, t.sha256] })]);

/** One row per citation: the same bytes may come with the start and again with an act, for the same item or another. */
export const caseDocuments = pgTable('case_documents', {
  caseId: uuid('case_id').notNull(),
  office: text('office').notNull(),
  sha256: text('sha256').notNull(),
  /** As it was called when the report cited it: the same bytes may have come under other names before and after. */
  nameSealed: text('name_sealed').notNull(),
  /** The thing on the checklist that it is a copy of; null: something else. */
  item: text('item'),
  /** Who brought it: 'reporter', a person id, 'sigap'. */
  source: text('source').notNull().default('reporter'),
  /** The act that brought it after the start; goes with the act when that was refused. */
  actId: uuid('act_id'),
  /** Where the paper itself stands (REG-21). */
  shelfSealed: text('shelf_sealed'),
  citedAt: instant('cited_at').notNull().default(now),
}, (t) => [
  unique('case_documents_once').on(t.caseId, t.sha256, t.actId).nullsNotDistinct(),
  index('case_documents_file').on(t.office, t.sha256),
  index('case_documents_act').on(t.actId).where(sql`act_id is not null`),
]);

/** Where the paper of an item stands that was handed in without a copy (REG-21); that of a copy stands in `case_documents`. */
export const shelves = pgTable('shelves', {
  caseId: uuid('case_id').notNull(),
  office: text('office').notNull(),
  item: text('item').notNull(),
  shelfSealed: text('shelf_sealed').notNull(),
}, (t) => [primaryKey({ columns: [t.caseId, t.item] })]);

/** Numbers that tell twins inside one office, as pseudonyms: NIK, NPWP, NIB, NIP, mail, User ID. */
export const identifiers = pgTable('identifiers', {
  caseId: uuid('case_id').notNull(),
  office: text('office').notNull(),
  kind: text('kind', { enum: ['nik', 'npwp', 'nib', 'nip', 'mail', 'user-id'] }).notNull(),
  ref: text('ref').notNull(),
}, (t) => [
  primaryKey({ columns: [t.caseId, t.kind] }),
  index('identifiers_ref').on(t.office, t.ref),
  // A User ID is unique in SPSE (DATA-3): the first case that claims it has it.
  uniqueIndex('identifiers_user_id').on(t.office, t.ref).where(sql`kind = 'user-id'`),
]);

/** A user's account in SPSE as the office knows it: it came from a registration, has perhaps a term, and may be deactivated. */
export const accounts = pgTable('accounts', {
  office: text('office').notNull(),
  /** Of the registration. */
  number: text('number').notNull(),
  caseId: uuid('case_id').notNull(),
  /** The applicant kind. */
  kind: text('kind').notNull(),
  state: text('state', { enum: ['aktif', 'ditandai', 'nonaktif'] }).notNull(),
  /** Local date on which the term ends; null: open-ended. */
  until: date('until'),
  activatedAt: instant('activated_at').notNull(),
  /** When an open-ended term was confirmed last. */
  confirmedAt: instant('confirmed_at').notNull(),
  deactivatedAt: instant('deactivated_at'),
  /** Whose name and address are the account's now. */
  contactCaseId: uuid('contact_case_id').notNull(),
}, (t) => [primaryKey({ columns: [t.office, t.number] }), index('accounts_case').on(t.caseId)]);

/** Who read whose personal data, and why (UU 27/2022 art. 31). */
export const accessLog = pgTable('access_log', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  office: text('office').notNull(),
  person: text('person').notNull(),
  what: text('what').notNull(),
  caseId: uuid('case_id'),
  at: instant('at').notNull().default(now),
}, (t) => [index('access_log_case').on(t.caseId)]);

/** A register that a desk brings along: read and judged row by row first, then taken in whole or not at all. */
export const imports = pgTable('imports', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  person: text('person').notNull(),
  sha256: text('sha256').notNull(),
  /** 'checking' until its last row was read; a crash leaves it there, and the purge takes it. */
  state: text('state', { enum: ['checking', 'ready', 'broken', 'done'] }).notNull(),
  rows: integer('rows').notNull().default(0),
  broken: integer('broken').notNull().default(0),
  createdAt: instant('created_at').notNull().default(now),
  doneAt: instant('done_at'),
});

/** Each row of an import with its fate; the ids are given at the reading, so that what is sealed needs not be opened again. */
export const importRows = pgTable('import_rows', {
  importId: uuid('import_id').notNull(),
  /** The line of the file in which the row begins. */
  row: integer('row').notNull(),
  fate: text('fate', { enum: ['open', 'solved', 'broken', 'duplicate'] }).notNull(),
  /** Column and reason in Bahasa Indonesia; never the value. */
  reasons: jsonb('reasons').$type<{ column: string; reason: string }[]>().notNull(),
  caseId: uuid('case_id'),
  /** The number that it got, or the number of the report that it repeats. */
  number: text('number'),
  receivedAt: instant('received_at'),
  closedAt: instant('closed_at'),
  facts: jsonb('facts').$type<Record<string, string | null>>(),
  nameSealed: text('name_sealed'),
  mailSealed: text('mail_sealed'),
  contactSealed: text('contact_sealed'),
  externalSealed: text('external_sealed'),
  externalRef: text('external_ref'),
  textId: uuid('text_id'),
  textSealed: text('text_sealed'),
  answerId: uuid('answer_id'),
  answerSealed: text('answer_sealed'),
  causeId: uuid('cause_id'),
  causeSealed: text('cause_sealed'),
}, (t) => [primaryKey({ columns: [t.importId, t.row] })]);

/** Reports of one cause, answered together; which cases belong to it stands in their own rows. */
export const groups = pgTable('groups', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  titleSealed: text('title_sealed').notNull(),
  person: text('person').notNull(),
  createdAt: instant('created_at').notNull().default(now),
}, (t) => [index('groups_office').on(t.office, t.createdAt)]);

/** What became of a common answer at each member. */
export const groupAnswers = pgTable('group_answers', {
  /** The stored act of that member. */
  actId: uuid('act_id').primaryKey(),
  groupId: uuid('group_id').notNull(),
  /** One per common answer; the workflow that carries it out is named after it. */
  answerId: uuid('answer_id').notNull(),
  caseId: uuid('case_id').notNull(),
  taskId: uuid('task_id').notNull(),
  /** null until the member answered: 'answered' or the code of its refusal. */
  outcome: text('outcome'),
  at: instant('at'),
}, (t) => [index('group_answers_group').on(t.groupId), index('group_answers_waiting').on(t.answerId).where(sql`outcome is null`)]);

/** Papers with an official number; the bytes lie in the document store under their hash. */
export const papers = pgTable('papers', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  kind: text('kind').notNull(),
  number: text('number').notNull(),
  /** What was typed in, with the names of the parties. */
  formSealed: text('form_sealed').notNull(),
  person: text('person').notNull(),
  createdAt: instant('created_at').notNull().default(now),
  /** Of the PDF that Sigap wrote. */
  sha256: text('sha256'),
  writtenAt: instant('written_at'),
  /** Of the signed copy. */
  signedSha256: text('signed_sha256'),
  signedAt: instant('signed_at'),
}, (t) => [uniqueIndex('papers_number').on(t.office, t.number), index('papers_case').on(t.caseId)]);

/** Last number of an office's own series of papers, per kind and local year. */
export const paperSeries = pgTable('paper_series', {
  office: text('office').notNull(),
  kind: text('kind').notNull(),
  year: integer('year').notNull(),
  last: integer('last').notNull(),
}, (t) => [primaryKey({ columns: [t.office, t.kind, t.year] })]);

/**
 * Solved cases for the look-up (ERR-21): word stems under a key of their own, so that the texts stay sealed and can
 * still be searched.
 */
export const solutions = pgTable('solutions', {
  caseId: uuid('case_id').primaryKey(),
  office: text('office').notNull(),
  number: text('number').notNull(),
  closedAt: instant('closed_at').notNull(),
  category: text('category'),
  terms: tsvector('terms').notNull(),
}, (t) => [index('solutions_terms').using('gin', t.terms), index('solutions_office').on(t.office, t.closedAt)]);

/** A window or an outage as the public, the feeds and the probes know it; written by the steps of its case. */
export const announcements = pgTable('announcements', {
  caseId: uuid('case_id').primaryKey(),
  office: text('office').notNull(),
  number: text('number').notNull(),
  kind: text('kind', { enum: ['maintenance', 'outage'] }).notNull(),
  state: text('state').$type<PublicState>().notNull(),
  /** false: known to the office and the probes only. */
  isPublic: boolean('is_public').notNull(),
  systems: text('systems').array().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at'),
  /** A person fixed the times. */
  isOfficial: boolean('is_official').notNull(),
  textId: uuid('text_id'),
  /** Counts the changes from the first that was public, which is 0: SEQUENCE of a calendar. `createdAt` is that moment. */
  revision: integer('revision').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (t) => [index('announcements_office').on(t.office, t.startsAt)]);

/** One mail to many: what it says and whom it is for; its copies are rows of `notices`. */
export const mailings = pgTable('mailings', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  sop: text('sop').notNull(),
  seq: integer('seq').notNull(),
  part: integer('part').notNull(),
  template: text('template').notNull(),
  systems: text('systems').array().notNull(),
  isUrgent: boolean('is_urgent').notNull(),
  params: jsonb('params').$type<Record<string, unknown>>().notNull(),
  until: instant('until'),
  createdAt: instant('created_at').notNull(),
  /** When its copies were written into the ledger. */
  addressedAt: instant('addressed_at'),
  /** When none of them waited any more, and the case had heard it. */
  doneAt: instant('done_at'),
}, (t) => [uniqueIndex('mailings_once').on(t.caseId, t.seq, t.part), index('mailings_office').on(t.office, t.createdAt), index('mailings_open').on(t.id).where(sql`done_at is null`)]);

/** Who asked to be told of windows and outages of an office. */
export const subscribers = pgTable('subscribers', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  mailRef: text('mail_ref').notNull(),
  mailSealed: text('mail_sealed').notNull(),
  /** null: all systems. */
  systems: text('systems').array(),
  createdAt: instant('created_at').notNull().default(now),
  /** When the mail with the link to confirm was asked for last. */
  askedAt: instant('asked_at').notNull().default(now),
  confirmedAt: instant('confirmed_at'),
}, (t) => [uniqueIndex('subscribers_mail').on(t.office, t.mailRef)]);

/** Addresses that get no mails to many: their owner said so, or too many were refused in a row. */
export const mailStops = pgTable('mail_stops', {
  office: text('office').notNull(),
  mailRef: text('mail_ref').notNull(),
  bounces: integer('bounces').notNull().default(0),
  stoppedAt: instant('stopped_at'),
  why: text('why', { enum: ['berhenti', 'ditolak'] }),
}, (t) => [primaryKey({ columns: [t.office, t.mailRef] })]);

/** What a probe saw last; the counts are in a row. */
export const probeStates = pgTable('probe_states', {
  office: text('office').notNull(),
  probe: text('probe').notNull(),
  system: text('system').notNull(),
  /** `counted`, or that nothing is known now. */
  state: text('state', { enum: ['up', 'down', 'warning', 'unwatched'] }).notNull(),
  /** What holds by the counts; stands while nothing is known. */
  counted: text('counted', { enum: ['up', 'down', 'warning'] }).notNull().default('up'),
  failures: integer('failures').notNull().default(0),
  successes: integer('successes').notNull().default(0),
  warnings: integer('warnings').notNull().default(0),
  /** Of the failures in a row; stands until it counts as up again. */
  firstFailedAt: instant('first_failed_at'),
  /** Of the successes in a row after it counted as down. */
  backAt: instant('back_at'),
  checkedAt: instant('checked_at').notNull(),
  /** Why the last one failed, as a code. */
  code: text('code'),
  /** What a case knows of it, and which; a case that was closed since keeps it until the probe is up again. */
  told: text('told', { enum: ['warning', 'down'] }),
  toldCaseId: uuid('told_case_id'),
}, (t) => [primaryKey({ columns: [t.office, t.probe] })]);

/** Times in which nothing is known, because the control target was out of reach too. */
export const unwatched = pgTable('unwatched', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  office: text('office').notNull(),
  from: instant('from').notNull(),
  to: instant('to'),
}, (t) => [index('unwatched_office').on(t.office, t.from)]);

/** Windows that come again and again; a Temporal Schedule of the same id opens the next one. */
export const recurrences = pgTable('recurrences', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  person: text('person').notNull(),
  systems: text('systems').array().notNull(),
  pattern: jsonb('pattern').$type<RecurrencePattern>().notNull(),
  wordsSealed: text('words_sealed').notNull(),
  createdAt: instant('created_at').notNull().default(now),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
}, (t) => [index('recurrences_office').on(t.office).where(sql`ended_at is null`)]);
