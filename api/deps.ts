import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { Db } from '../db/client.ts';
import type { DocumentStore } from '../db/document-store.ts';
import type { Vault } from '../db/vault.ts';
import type { Starter } from './starter.ts';

export interface ApiDeps {
  config: Pick<Config, 'PUBLIC_URL' | 'SIGAP_RATE_LIMIT' | 'TEMPORAL_TASK_QUEUE' | 'SMTP_URL' | 'MAIL_FROM' | 'TEMPORAL_NAMESPACE'>;
  db: Db;
  vault: Vault;
  client: Client;
  documents: DocumentStore;
  log: FastifyBaseLogger;
}

/** What routes that take reports need besides. */
export interface RouteDeps extends ApiDeps {
  starter: Starter;
}
