import type { Preflight } from '../../activities/backup/types.ts';
import type { Task } from '../kernel/case-file.ts';
import { Chaser } from '../kernel/chaser.ts';
import type { Deadline } from '../kernel/deadline.ts';
import type { BackupCase } from './backup-case.ts';
import { checkReminder } from './defaults.ts';
import { clocks } from './messages.ts';
import type { BackupActs } from './messages.ts';

/** Databases on a declared server that nobody declared (ARC-1 asks for all of them): a person is asked once about each, and the run goes on beside it. */
export class Undeclared {
  /** 'server/name' of those that were asked about before, in this case or an earlier one. */
  private readonly asked: Set<string>;
  private chaser: Chaser | null = null;
  private readonly backup: BackupCase;

  constructor(backup: BackupCase) {
    this.backup = backup;
    this.asked = new Set(JSON.parse(backup.file.input.facts.asked ?? '[]') as string[]);
  }

  deadlines(): Deadline[] {
    return this.chaser ? [this.chaser.deadline()] : [];
  }

  found(undeclared: Preflight['undeclared']): void {
    const { backup, asked } = this;
    const all = undeclared.flatMap(({ source, databases }) => databases.map((name) => `${source}/${name}`)).sort();
    if (all.every((name) => asked.has(name))) return;
    for (const name of all) asked.add(name);
    const names = JSON.stringify(all);
    backup.file.record('undeclared.found', 'system', { names });
    const open = backup.task('periksa-basis-data');
    if (open) {
      backup.remind(open, { names });
      return;
    }
    const task = backup.open('periksa-basis-data', { names });
    this.chaser = new Chaser(backup.file, { clock: 'check', title: clocks.check, budget: checkReminder }, () => backup.remind(task, { names }));
  }

  settle(task: Task, { by, textId }: BackupActs['settle']): void {
    this.chaser?.stop();
    this.backup.file.endTask(task, 'done', by, 'settled');
    this.backup.file.record('undeclared.settled', by, { textId });
  }
}
