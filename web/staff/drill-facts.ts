import { backupNames } from '../../offices/backup-names.ts';
import { repositoryStore } from '../../offices/backup-schema.ts';
import { scopes } from '../../workflows/restore-drill/messages.ts';
import { localTime } from '../local-time.ts';
import type { Row } from './case-facts.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/** What only restore drills have. */
export function drillFacts({ office: { settings } }: Desk, { found: { facts } }: WholeCase): Row[] {
  const { scope, store, set, takenAt } = facts;
  return [
    ['Cakupan', scopes[scope as keyof typeof scopes]], ['Dipulihkan dari', store === repositoryStore ? 'repositori' : backupNames(settings).medium(store ?? '')],
    ['Set', set], ['Data per', takenAt ? localTime(takenAt, settings.utcOffsetMinutes) : null],
  ];
}
