import type { CaseFile } from './case-file.ts';
import { closeCase } from './close-case.ts';
import type { Deadline } from './deadline.ts';
import type { Reach } from './reach.ts';

/** How a case about a user ends: at once, or only once the user was told what became of the account. */
export class UserEnding {
  private isOver = false;
  private readonly file: CaseFile;
  private readonly reach: Reach;
  private readonly deadlines: () => Deadline[];

  constructor(file: CaseFile, reach: Reach, deadlines: () => Deadline[]) {
    this.file = file;
    this.reach = reach;
    this.deadlines = deadlines;
  }

  isClosed(): boolean {
    return this.isOver;
  }

  /** The news was told already, by mail or as a task. `owed`: runs until the user knows it. */
  closeOnceTold(by: string, outcome: string, owed: Deadline | null = null): void {
    for (const deadline of this.deadlines()) if (deadline !== owed) deadline.stop();
    this.file.enter('menunggu-pemberitahuan');
    void this.waitAndClose(by, outcome);
  }

  close(by: string, outcome: string): void {
    if (this.isOver) return;
    closeCase(this.file, this.deadlines(), by, outcome);
    this.isOver = true;
  }

  private async waitAndClose(by: string, outcome: string): Promise<void> {
    await this.reach.told();
    this.close(by, outcome);
    await this.file.write();
  }
}
