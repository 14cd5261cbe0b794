import type { BackupSettings } from '../../offices/backup-schema.ts';
import type { BackupRules } from '../../regulations/backup-rules.ts';
import type { Rules } from '../../regulations/rules.ts';
import type { OfficeInForce } from '../offices.ts';

export interface Declared { settings: BackupSettings; rules: BackupRules }

/** What an office backs up by its file of this moment, where it runs the system itself and its rules know of backups. */
export function declaredIn({ settings, rules }: OfficeInForce): Declared | null {
  // Rules and settings that were recorded before there were backups do not know them.
  const { backup }: Partial<Rules> = rules;
  return backup?.operation.value === 'system-provider' && settings.backup ? { settings: settings.backup, rules: backup } : null;
}
