/** The section on backups as rules: every source resolved. */
import type { BackupPaperRule, BackupRules } from './backup-rules.ts';
import type { Source, Sourced } from './rules.ts';
import type { Norm } from './schema.ts';
import type { Origin } from './schema-parts.ts';
import type { WholeSections } from './with-defaults.ts';

/** The section before any office has chosen its own; who keeps the backups is the office's technical function. */
export interface PackBackup {
  backup: Omit<BackupRules, 'operation' | 'keeper'>;
}

/** Backups, their media, how long they and their papers are kept, and that they stay secret, whole and with those who may read them. */
const duties = ['ARC-1', 'ARC-2', 'ARC-3', 'ARC-4', 'SEC-16', 'SEC-17', 'SEC-18'];

export function toBackup({ backup }: WholeSections, law: readonly Norm[], sourceOf: (origin: Origin) => Source): PackBackup {
  const resolve = <T>({ value, ...origin }: { value: T } & Origin): Sourced<T> => ({ value, source: sourceOf(origin) });
  const paper = (rule: Omit<BackupPaperRule, 'series'>): BackupPaperRule => ({ ...rule, series: null });
  return {
    backup: {
      basis: duties.flatMap((clause) => (law.some((norm) => norm.clause === clause) ? [sourceOf({ clause })] : [])),
      portable: resolve(backup.portable),
      drillers: resolve(backup.drillers),
      ladder: resolve(backup.ladder),
      within: resolve(backup.within),
      spacing: resolve(backup.spacing),
      portableEvery: resolve(backup.portableEvery),
      handover: resolve(backup.handover),
      fullDrill: resolve(backup.fullDrill),
      sampledDrill: resolve(backup.sampledDrill),
      lossNotice: resolve(backup.lossNotice),
      papers: { handover: paper(backup.papers.handover), destruction: paper(backup.papers.destruction), drill: paper(backup.papers.drill) },
    },
  };
}
