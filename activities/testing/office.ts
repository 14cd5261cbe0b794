import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { connect } from '../../db/client.ts';
import { createDocumentStore } from '../../db/document-store.ts';
import { loadOfficeFiles } from '../../db/offices.ts';
import { createVault } from '../../db/vault.ts';
import { createDatabase } from '../../test/setup/database.ts';
import type { Deps } from '../deps.ts';
import type { Step } from '../types.ts';

export const receivedAt = Date.parse('2027-01-18T10:00:00+07:00');

/** Salatiga on a database of one's own, with a clock that the test sets; there is no engine behind it. */
export async function openOffice() {
  const database = await createDatabase();
  const connection = connect(database.url, 8);
  const vault = createVault(`k1:${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(32, 2).toString('base64'));
  await loadOfficeFiles(connection.db, vault, [fileURLToPath(new URL('../../offices/kota-salatiga.yaml', import.meta.url))]);
  const clock = { now: receivedAt };
  const documents = createDocumentStore(mkdtempSync(join(tmpdir(), 'sigap-documents-')), vault);
  const deps: Deps = { db: connection.db, vault, documents, client: {} as never, log: pino({ level: 'silent' }), now: () => clock.now, mailDomain: 'lpse.example' };
  return { ...connection, deps, clock };
}

/** The first step of a new case: state, event, task, two mails and a deadline. */
export function firstStep(number = 'SLT-2027-000001'): Step {
  const taskId = randomUUID();
  return {
    identity: { caseId: randomUUID(), office: 'salatiga', sop: 'problem', number, workflowId: `problem-${number}`, receivedAt },
    seq: 0, at: receivedAt, running: [],
    changes: [
      { type: 'state', state: 'diterima' },
      { type: 'event', name: 'case.opened', actor: 'reporter', data: { role: 'penyedia' } },
      { type: 'tell', to: { kind: 'reporter' }, template: 'receipt', urgency: 'case', params: {} },
      { type: 'open-task', id: taskId, kind: 'tangani', function: 'helpdesk', clock: 'follow-up' },
      { type: 'tell', to: { kind: 'task', function: 'helpdesk', claimedBy: null }, template: 'task-opened', urgency: 'case', params: { kind: 'tangani' } },
    ],
    plans: [{ clock: 'follow-up', start: receivedAt, budget: { days: 1 }, pauses: [], shares: [0.5, 0.8], rungs: 3, spacing: { ms: 13_500_000 } }],
  };
}
