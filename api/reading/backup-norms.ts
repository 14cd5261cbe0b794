import type { ClockSpan } from '../../activities/types.ts';
import { sayBudget, sayClock } from '../../regulations/duration.ts';
import type { Budget } from '../../calendar/index.ts';
import type { Rules, Sourced } from '../../regulations/rules.ts';
import { checkReminder } from '../../workflows/backup/defaults.ts';
import { noticeReminder, searchReminder } from '../../workflows/custody/defaults.ts';
import { keyReminder } from '../../workflows/restore-drill/defaults.ts';
import type { Norm } from './plan-sources.ts';
import { sayOrigin } from './sources.ts';

type BackupSop = 'backup' | 'custody' | 'restore-drill';
export const isBackupSop = (sop: string): sop is BackupSop => sop === 'backup' || sop === 'custody' || sop === 'restore-drill';

/** The norm behind a clock of a run, a move of a medium or a drill (ARC-1, ARC-2, SEC-17). */
export function backupNorm({ backup, regulation }: Rules, sop: BackupSop, name: string): Norm | null {
  const { within, handover, spacing, lossNotice } = backup;
  const clock = ({ value, source }: Sourced<number>): Norm => ({ budget: sayClock(value), source: sayOrigin(source, regulation) });
  const working = ({ value, source }: Sourced<Budget>): Norm => ({ budget: sayBudget(value), source: sayOrigin(source, regulation) });
  const again = (budget: ClockSpan | Budget): Norm => ({ budget: 'clockMs' in budget ? sayClock(budget.clockMs) : sayBudget(budget), source: 'Bawaan Sigap: teks tidak mengatur jarak pengingat ini.' });
  switch (name) {
    case 'set': return clock(within);
    // A drill that failed waits as long as everything else that a person mends.
    case 'rungs': return sop === 'restore-drill' ? working(handover) : clock(spacing);
    case 'retry': return clock(spacing);
    // Counted from the day on which the next copy is due.
    case 'copy': case 'attach': case 'handover': case 'receipt': case 'destruction': case 'paper': case 'explain': case 'mend': return working(handover);
    case 'notice': return clock(lossNotice);
    // Of a move only the notice of a loss has reminders before its end.
    case 'reminders': return sop === 'custody' ? { budget: null, source: sayOrigin(lossNotice.source, regulation) } : working(handover);
    case 'again': return again(noticeReminder);
    case 'search': return again(searchReminder);
    case 'check': return again(checkReminder);
    case 'key': return again(keyReminder);
    default: return null;
  }
}
