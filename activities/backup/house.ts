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
