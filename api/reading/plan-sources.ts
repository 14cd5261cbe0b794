import type { Budget } from '../../calendar/index.ts';
import { sayBudget, sayClock } from '../../regulations/duration.ts';
import type { Rules, Source, Sourced } from '../../regulations/rules.ts';
import { acceptanceSpacing, writingTime } from '../../workflows/evaluation/defaults.ts';
import { caseRules } from '../../workflows/problem/rules.ts';
import { backupNorm, isBackupSop } from './backup-norms.ts';
import { sayOrigin } from './sources.ts';

/** The *mutu baku* of a step: how long it may take, and who says so. */
export interface Norm { budget: string | null; source: string }

/** The norm behind a clock or a point of a ladder of an SOP; null where nothing sets one. */
export function normOf(rules: Rules, sop: string, name: string): Norm | null {
  if (sop === 'maintenance' || sop === 'outage') return announcedNorm(rules, sop, name);
  if (isBackupSop(sop)) return backupNorm(rules, sop, name);
  const { followUp, answer, dataWindow, confirmWindow, rungSpacing, reminderShares, lkpp } = caseRules(rules.problem);
  const budget = (entry: Sourced<Budget> | null): Norm | null => entry && { budget: sayBudget(entry.value), source: sayOrigin(entry.source, rules.regulation) };
  const without = (source: Source): Norm => ({ budget: null, source: sayOrigin(source, rules.regulation) });
  switch (name) {
    case 'follow-up': return budget(followUp);
    case 'answer': return budget(answer);
    case 'data': return budget(dataWindow);
    case 'confirm': case 'root-cause': case 'paper': return budget(confirmWindow);
    case 'lkpp-approval': case 'forward-approval': return budget(lkpp.approvalWindow);
    case 'lkpp-reply': case 'chase': return budget(lkpp.chase);
    case 'evaluation': return budget(writingTime);
    case 'acceptance': return budget(acceptanceSpacing);
    case 'rungs': return budget(rungSpacing);
    case 'reminders': return without(reminderShares.source);
    case 'instruction': return { budget: null, source: 'Batas yang disebut LKPP dalam instruksinya' };
    default: return null;
  }
}

/** Windows are planned by people; what comes before and after them, and what an outage waits for, by the office's numbers. */
function announcedNorm({ maintenance, outage, regulation }: Rules, sop: 'maintenance' | 'outage', name: string): Norm | null {
  const clock = ({ value, source }: Sourced<number>): Norm => ({ budget: sayClock(value), source: sayOrigin(source, regulation) });
  switch (name) {
    case 'start': case 'end': return { budget: null, source: 'Jadwal pemeliharaan' };
    case 'confirmation': return clock(outage.confirmation);
    case 'rungs': return clock(sop === 'maintenance' ? maintenance.overrun : outage.response);
    case 'reminders': return sop === 'maintenance' ? { budget: null, source: sayOrigin(maintenance.leads.source, regulation) } : null;
    default: return null;
  }
}
