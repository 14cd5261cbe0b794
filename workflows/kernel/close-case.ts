import type { CaseFile } from './case-file.ts';
import type { Deadline } from './deadline.ts';

/** The end of a case of any SOP: nothing of it fires any more, no task stays open, and the record says how it ended. */
export function closeCase(file: CaseFile, deadlines: readonly Deadline[], by: string, outcome: string): void {
  for (const deadline of deadlines) deadline.stop();
  file.cancelTasks('case-closed');
  file.enter('ditutup');
  file.close();
  file.record('case.closed', by, { outcome });
}
