/** The section on backups as rows for people: single values, and the norms that ask for it. */
import type { PackBackup } from './load-backup.ts';
import { sourcedRows } from './user-values.ts';
import type { SourcedRow } from './user-values.ts';
import type { ValueRow } from './values.ts';

/** 'backup.portable', 'backup.within' */
export const backupValues = ({ backup }: PackBackup): ValueRow[] => sourcedRows({ backup });

/** 'backup.basis': each norm that the papers name. */
export const backupLists = ({ backup }: PackBackup): SourcedRow[] => backup.basis.map((source) => ({ name: 'backup.basis', value: 'named on the papers', source }));
