import type { OfficeSettings } from './schema.ts';

/** The code of the repository among the stores that a copy can lie in; every other store is a medium. */
export const repositoryStore = 'repositori';
export type RepositoryStore = typeof repositoryStore;

/** Media and places as the office calls them; a code that its file has dropped is shown as it is. */
export interface BackupNames { medium(code: string): string; place(code: string): string }

export function backupNames({ backup }: Pick<OfficeSettings, 'backup'>): BackupNames {
  const label = (all: readonly { code: string; label: string }[] = []) => (code: string) => all.find((one) => one.code === code)?.label ?? code;
  return { medium: label(backup?.media), place: label(backup?.places) };
}
