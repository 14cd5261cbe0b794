import { buildApp } from './api/app.ts';
import { startSweeper } from './api/sweeper.ts';
import { readConfig } from './config.ts';
import { connect } from './db/client.ts';
import { createDocumentStore } from './db/document-store.ts';
import { createVault } from './db/vault.ts';
import { temporalClient } from './temporal.ts';

/** The HTTP process: takes reports and acts, shows pages, starts what Temporal did not get the first time. */
const config = readConfig();
const connection = connect(config.DATABASE_URL, config.DATABASE_POOL);
const vault = createVault(config.SIGAP_DATA_KEYS, config.SIGAP_SECRET);
const client = temporalClient(config);
const deps = { config, db: connection.db, vault, client, documents: createDocumentStore(config.SIGAP_DOCUMENTS_DIR, vault) };
const app = await buildApp(deps, {
  // Only addresses of proxies: `true` would believe what the caller itself put into X-Forwarded-For.
  trustProxy: config.SIGAP_TRUST_PROXY ? 'loopback,uniquelocal' : false,
  logger: { level: config.LOG_LEVEL, base: { process: 'server' } } });
const sweeper = startSweeper({ ...deps, log: app.log });
await app.listen({ host: config.HOST, port: config.PORT });

/** For what is under way, before Docker's ten seconds are over. Browsers keep connections in hand that they never use: nothing else would end those. */
const patienceMs = 6000;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => app.server.closeAllConnections(), patienceMs).unref();
    // A call to Temporal that is still retried throws out of its timer once its connection is closed: the process ends with it.
    void app.close().then(() => sweeper.stop()).then(() => connection.close()).then(() => client.connection.close()).then(() => process.exit(0));
  });
}
