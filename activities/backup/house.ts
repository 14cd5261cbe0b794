import type { Config } from '../../config.ts';

/** Where this worker finds what backups need; from `config.ts`. */
export interface BackupHouse {
  /** One file per secret: `<secretsDir>/<office>/<name>`. */
  secretsDir: string;
  /** Of Sigap itself, for a source of kind 'sigap'. */
  databaseUrl: string;
  documentsDir: string;
  /** SQLite of an embedded Temporal, and the secrets of an embedded stack. */
  temporalFile: string | undefined;
  secretsFile: string | undefined;
}

/** Absent without a folder of secrets: then no backup runs here. */
export function backupHouse({ DATABASE_URL, SIGAP_DOCUMENTS_DIR, SIGAP_BACKUP_SECRETS_DIR, SIGAP_TEMPORAL_FILE, SIGAP_SECRETS_FILE }: Config): { backup?: BackupHouse } {
  return SIGAP_BACKUP_SECRETS_DIR === undefined ? {} : {
    backup: { secretsDir: SIGAP_BACKUP_SECRETS_DIR, databaseUrl: DATABASE_URL, documentsDir: SIGAP_DOCUMENTS_DIR, temporalFile: SIGAP_TEMPORAL_FILE, secretsFile: SIGAP_SECRETS_FILE },
  };
}
