import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import type { DocumentStore } from '../db/document-store.ts';
import type { Vault } from '../db/vault.ts';
import type { BackupHouse } from './backup/house.ts';

/** Everything an activity may touch; made once in `worker.ts`, or by a test. */
export interface Deps {
  db: Db;
  vault: Vault;
  documents: DocumentStore;
  client: Client;
  log: Logger;
  /** Epoch ms. A time-skipping test gives the test server's clock. */
  now(): number | Promise<number>;
  /** The right half of every Message-ID. */
  mailDomain: string;
  /** Absent: no backup runs here. */
  backup?: BackupHouse;
}
