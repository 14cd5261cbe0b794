import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { backupHouse } from './activities/backup/house.ts';
import type { Deps } from './activities/deps.ts';
import { createActivities } from './activities/index.ts';
import type { Activities } from './activities/index.ts';
import { startIndexer } from './activities/indexer.ts';
import { startBulkPostman } from './activities/notify/bulk/postman.ts';
import { mailDomainOf } from './activities/notify/message-id.ts';
import { startPostman } from './activities/notify/postman.ts';
import { createSmtp, openPool } from './activities/notify/smtp.ts';
import { startSealer } from './activities/sealer.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { connect } from './db/client.ts';
import { createDocumentStore } from './db/document-store.ts';
import { createVault } from './db/vault.ts';
import { temporalAddress, temporalClient } from './temporal.ts';
import { workflowBundle } from './workflows/bundle.ts';

/**
 * The worker process: runs the workflows and their activities, delivers the mail ledger and the mails to many, seals the audit trail, indexes solved cases.
 * @param make replaceable, so that a test can kill the worker inside an activity
 */
export async function runWorker(config: Config, make: (deps: Deps) => Activities = createActivities): Promise<void> {
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'worker' } });
  const connection = connect(config.DATABASE_URL, config.DATABASE_POOL);
  const vault = createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET);
  const client = temporalClient(config);

  // The SDK speaks through the same log; its own messages name workflows and tasks, never people.
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message }) => (level === 'ERROR' ? log.error(message) : log.warn(message))),
    shutdownSignals: [],
  });

  const worker = await Worker.create({
    connection: await NativeConnection.connect(temporalAddress(config)),
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: await workflowBundle(config.SIGAP_BUNDLE_DIR),
    activities: make({ db: connection.db, vault, documents: createDocumentStore(config.SIGAP_DOCUMENTS_DIR, vault), client, log, now: Date.now, mailDomain: mailDomainOf(config.MAIL_FROM), ...backupHouse(config) }),
    // What a dead worker had cached waits this long for it. Shorter, and the tail of a burst leaves the cache and is replayed.
    stickyQueueScheduleToStartTimeout: '2500ms',
    maxCachedWorkflows: 250,
    shutdownGraceTime: '5s',
  });

  const smtp = createSmtp(config.SMTP_URL);
  const bulkSmtp = openPool(config.SMTP_URL);
  const mailing = { connection, db: connection.db, vault, client, log, mailFrom: config.MAIL_FROM, publicUrl: config.PUBLIC_URL };
  const postman = startPostman({ ...mailing, smtp });
  const bulkPostman = startBulkPostman({ ...mailing, smtp: bulkSmtp }, config.MAIL_BULK_PER_MINUTE);
  const sealer = startSealer({ db: connection.db, log });
  const indexer = startIndexer({ db: connection.db, vault, log });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => worker.shutdown());
  log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE }, 'worker: polling');
  await worker.run();
  await Promise.all([postman.stop(), bulkPostman.stop(), sealer.stop(), indexer.stop()]);
  smtp.close();
  bulkSmtp.close();
  await client.connection.close();
  await connection.close();
}

if (import.meta.main) await runWorker(readConfig());
