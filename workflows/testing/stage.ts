import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { createDocumentStore } from '../../db/document-store.ts';
import { createVault } from '../../db/vault.ts';
import { createDatabase } from '../../test/setup/database.ts';
import { fileServer } from './environment.ts';

const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));

export type Stage = Awaited<ReturnType<typeof openStage>>;

/**
 * A fresh Postgres database for the real workflows and activities on the file's time-skipping server, on which cases are
 * played one after the other: the clock is everybody's, so a case must have ended before the next one is opened.
 */
export async function openStage() {
  const { db, close } = connect((await createDatabase()).url, 5);
  const documents = createDocumentStore(mkdtempSync(join(tmpdir(), 'sigap-documents-')), vault);
  return { ...await fileServer({ db, vault, documents }), db, vault, end: close };
}
