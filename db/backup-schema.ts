/** The tables of backups, their media and their keys: ids, codes, hashes and sizes; no path and no name stands here. */
import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { MediumChange, MediumState, NewSet } from '../activities/types.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const now = sql`clock_timestamp()`;

/** What a run took; written by the steps of its case. */
export const backupSets = pgTable('backup_sets', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  caseId: uuid('case_id').notNull(),
  /** Sigap's number of the run. */
  number: text('number').notNull(),
  takenAt: instant('taken_at').notNull(),
  manifest: text('manifest').notNull(),
  databases: jsonb('databases').$type<NewSet['databases']>().notNull(),
  files: jsonb('files').$type<NewSet['files']>().notNull(),
  /** What was smaller than in the sets before it, and a person let it be: of that they no longer say what is usual. */
  accepted: jsonb('accepted').$type<NewSet['accepted']>().notNull().default([]),
}, (t) => [index('backup_sets_office').on(t.office, t.takenAt)]);

/** A set in a store: 'repositori' or a medium. Verified only once that very copy was read back. */
export const backupCopies = pgTable('backup_copies', {
  set: uuid('set_id').notNull(),
  store: text('store').notNull(),
  office: text('office').notNull(),
  repositoryId: text('repository_id').notNull(),
  snapshotId: text('snapshot_id').notNull(),
  storedAt: instant('stored_at').notNull(),
  verifiedAt: instant('verified_at'),
  /** Bytes that were read to verify it. */
  readBytes: bigint('read_bytes', { mode: 'number' }),
  removedAt: instant('removed_at'),
  /** Damage was found in its store after it had been verified: it is so no more until the store was read back whole again. */
  doubtedAt: instant('doubted_at'),
  /** A drill restored something else than its manifest says: never verified again, and kept as it is. */
  refutedAt: instant('refuted_at'),
}, (t) => [primaryKey({ columns: [t.set, t.store] }), index('backup_copies_store').on(t.office, t.store, t.verifiedAt)]);

/** The stores of an office by the id that restic gave them: the repository and each medium. Registered by the operator's command; where a medium is, its custody writes. */
export const backupStores = pgTable('backup_stores', {
  office: text('office').notNull(),
  code: text('code').notNull(),
  repositoryId: text('repository_id').notNull().unique(),
  registeredAt: instant('registered_at').notNull().default(now),
  state: text('state').$type<MediumState>().notNull().default('di-ruang-server'),
  place: text('place'),
  /** Person id. */
  holder: text('holder'),
  /** The case of its last move. */
  caseId: uuid('case_id'),
  since: instant('since').notNull().default(now),
}, (t) => [primaryKey({ columns: [t.office, t.code] })]);

/** Every move of every medium (ARC-2); written by the steps of its custody. */
export const mediaMoves = pgTable('media_moves', {
  caseId: uuid('case_id').notNull(),
  kind: text('kind').$type<MediumChange['move']['kind']>().notNull(),
  office: text('office').notNull(),
  medium: text('medium').notNull(),
  from: text('from_place'),
  to: text('to_place'),
  giver: text('giver').notNull(),
  carrier: text('carrier'),
  receiver: text('receiver'),
  handedAt: instant('handed_at').notNull(),
  receivedAt: instant('received_at'),
}, (t) => [primaryKey({ columns: [t.caseId, t.kind] }), index('media_moves_medium').on(t.office, t.medium, t.handedAt)]);

/** Sets that retention must not touch; `set` null: none of the office's. */
export const backupHolds = pgTable('backup_holds', {
  id: uuid('id').primaryKey(),
  office: text('office').notNull(),
  set: uuid('set_id'),
  person: text('person').notNull(),
  reasonSealed: text('reason_sealed').notNull(),
  createdAt: instant('created_at').notNull().default(now),
  endedAt: instant('ended_at'),
  endedBy: text('ended_by'),
}, (t) => [index('backup_holds_office').on(t.office).where(sql`ended_at is null`)]);

/** Recovery keys in sealed envelopes: a second key of the repository that Sigap itself does not have. Written by the operator's command. */
export const recoveryKeys = pgTable('recovery_keys', {
  office: text('office').notNull(),
  repositoryId: text('repository_id').notNull(),
  /** restic's id of the key. */
  keyId: text('key_id').notNull(),
  madeAt: instant('made_at').notNull().default(now),
  /** When it last opened the repository. */
  triedAt: instant('tried_at'),
  retiredAt: instant('retired_at'),
}, (t) => [primaryKey({ columns: [t.office, t.keyId] }), uniqueIndex('recovery_keys_current').on(t.office, t.repositoryId).where(sql`retired_at is null`)]);
