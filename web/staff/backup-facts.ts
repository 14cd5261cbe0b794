import { kinds } from '../../workflows/backup/messages.ts';
import type { BackupKind } from '../../workflows/backup/messages.ts';
import { html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { hash, storeLink } from './backup-words.ts';
import type { Row } from './case-facts.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';

/** What only runs of backups have. */
export function backupFacts(desk: Desk, { found: { facts } }: WholeCase): Row[] {
  const instant = (value: string | null | undefined) => (value ? localTime(value, desk.office.settings.utcOffsetMinutes) : null);
  return [
    ['Jenis', kinds[facts.kind as BackupKind] ?? facts.kind], ['Dijadwalkan', instant(facts.scheduledFor) ?? 'di luar jadwal'],
    ['Salinan teruji sebelumnya', instant(facts.since) ?? 'belum ada'], ['Media', facts.medium && html`${storeLink(desk, facts.medium)}`], ['Tanda set yang disalin', facts.set && html`${hash(`set:${facts.set}`)}`],
  ];
}
