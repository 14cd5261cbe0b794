import { databaseUrl } from './database.ts';
import { type DataPaths, dataPaths } from './data-folder.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import type { Ports, Settings } from './settings.ts';
import { dataFile, namespace } from './temporal.ts';

export const taskQueue = 'sigap';

/** Exactly what config.ts reads. */
export type StackEnvironment = Record<string, string>;

export interface Addresses {
  api: string;
  temporalUi: string;
  mailbox: string;
  smtp: string;
  temporal: string;
  postgres: string;
}

export function addressesOf(ports: Ports): Addresses {
  return {
    api: `http://127.0.0.1:${ports.api}`,
    temporalUi: `http://127.0.0.1:${ports.temporalUi}`,
    mailbox: `http://127.0.0.1:${ports.mailboxWeb}`,
    smtp: `127.0.0.1:${ports.smtp}`,
    temporal: `127.0.0.1:${ports.temporal}`,
    postgres: `127.0.0.1:${ports.postgres}`,
  };
}

/** The environment of server and worker on the local stack. */
export function environmentOf(ports: Ports, paths: DataPaths, secrets: Secrets): StackEnvironment {
  const addresses = addressesOf(ports);
  return {
    DATABASE_URL: databaseUrl(ports.postgres, secrets.databasePassword),
    TEMPORAL_ADDRESS: addresses.temporal,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TLS: 'false',
    TEMPORAL_TASK_QUEUE: taskQueue,
    SMTP_URL: `smtp://${addresses.smtp}`,
    MAIL_FROM: 'sigap@lpse.example',
    SIGAP_DATA_KEYS: secrets.dataKeys,
    SIGAP_SECRET: secrets.secret,
    SIGAP_DOCUMENTS_DIR: paths.documents,
    SIGAP_BUNDLE_DIR: paths.bundle,
    SIGAP_BACKUP_SECRETS_DIR: paths.backupSecrets,
    SIGAP_TEMPORAL_FILE: dataFile(paths.temporal),
    SIGAP_SECRETS_FILE: paths.secrets,
    PUBLIC_URL: addresses.api,
    HOST: '127.0.0.1',
    PORT: String(ports.api),
  };
}

/** For a command beside a running stack. @throws Error when this data folder was never started. */
export async function readStackEnvironment(settings: Settings): Promise<StackEnvironment> {
  const paths = dataPaths(settings.dataDir);
  const secrets = await readSecrets(paths.secrets);
  if (!secrets) throw new Error(`Folder data ${settings.dataDir} belum pernah dijalankan. Jalankan "npm start" dahulu.`);
  return environmentOf(settings.ports, paths, secrets);
}
