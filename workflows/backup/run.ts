import { CancellationScope, CancelledFailure, condition, uuid4 } from '@temporalio/workflow';
import type { Stored } from '../../activities/backup/types.ts';
import type { ClockSpan } from '../../activities/types.ts';
import { Deadline } from '../kernel/deadline.ts';
import type { BackupCase } from './backup-case.ts';
import { soon, soonTimes, triesOfRun } from './defaults.ts';
import { failureOf, failures } from './failures.ts';
import type { RunFailure } from './failures.ts';
import { Medium } from './medium.ts';
import { clocks } from './messages.ts';
import { tools } from './tools.ts';

/** The code of the repository among the stores (`offices/backup-schema.ts`). */
const repository = 'repositori';

/** What takes the proof from every copy in a store. A medium that is not attached is none of it. */
const proofless: readonly RunFailure[] = ['copy-damaged', 'repository-missing', 'repository-other'];

/**
 * The steps of one run, from its beginning until its copy is read back and what is too old is gone. A run that fails begins anew: what it dumped
 * is of a moment that is over. Once its copy is verified only the tidying is tried again.
 */
export class Run {
  readonly medium: Medium;
  private waiting: Deadline | null = null;
  private isWoken = false;
  private tries = 0;
  private isVerified = false;
  private isAbandoned = false;
  private isSmallerRight = false;
  private atWork: CancellationScope | null = null;
  private readonly backup: BackupCase;

  constructor(backup: BackupCase) {
    this.backup = backup;
    this.medium = new Medium(backup);
  }

  deadlines(): Deadline[] {
    return [...(this.waiting ? [this.waiting] : []), ...this.medium.deadlines()];
  }

  /** @returns how it ended: verified also where only the tidying was given up */
  async go(): Promise<'verified' | 'abandoned' | 'failed'> {
    while (!this.isAbandoned && this.tries < triesOfRun) {
      try {
        await this.once();
        return 'verified';
      } catch (error) {
        if (!this.isAbandoned) await this.tryAgainLater(failureOf(error));
      }
    }
    // What lies there is nobody's any more; the next run clears it, too.
    if (this.backup.kind === 'harian') await tools.clearStaging(this.of).catch(failureOf);
    if (this.isVerified) return 'verified';
    return this.isAbandoned ? 'abandoned' : 'failed';
  }

  /** It waits to be tried again. */
  isWaiting(): boolean {
    return this.waiting?.isStopped() === false;
  }

  /** @param isSmallerRight a person says that the data may be less than in earlier sets */
  wake(isSmallerRight = false): void {
    this.waiting?.stop();
    this.isSmallerRight = isSmallerRight;
    this.isWoken = true;
  }

  abandon(): void {
    this.isAbandoned = true;
    this.medium.giveUp();
    this.wake();
    this.atWork?.cancel();
  }

  private async once(): Promise<void> {
    if (!this.isVerified) await (this.backup.kind === 'harian' ? this.intoRepository() : this.ontoMedium());
    await this.tidy();
  }

  private async intoRepository(): Promise<void> {
    const { backup, of } = this;
    const { file } = backup;
    await this.enter('memeriksa');
    backup.undeclared.found((await this.reading(repository, () => tools.preflightBackup(of))).undeclared);

    const set = uuid4();
    await this.enter('mencadangkan');
    const { tookMs, ...taken } = await this.at(() => tools.takeSet({ ...of, set, smaller: this.isSmallerRight }));
    const { takenAt, manifest, databases, files } = taken;
    const sum = (count: 'bytes' | 'tables' | 'rows') => databases.reduce((all, one) => all + one[count], 0);
    file.record('set.taken', 'system', { set, takenAt, manifest, databases: databases.length, tables: sum('tables'), rows: sum('rows'), bytes: sum('bytes'), files: files.count, fileBytes: files.bytes, tookMs });

    await this.enter('menyimpan');
    const began = Date.now();
    const stored = await this.reading(repository, () => tools.storeSet({ ...of, set, manifest }));
    file.backup({ type: 'backup-set', id: set, ...taken });
    this.keepCopy(set, repository, stored, Date.now() - began);
    await this.readBack(set, repository);
  }

  /** The newest verified set (ARC-2); the medium is asked for until the right one is there. */
  private async ontoMedium(): Promise<void> {
    const { backup, of, medium } = this;
    const { set } = backup.file.input.facts;
    if (set == null) throw new Error('A portable run without a set');
    await medium.once(async (store) => {
      await this.enter('menyalin');
      const began = Date.now();
      const stored = await this.at(() => tools.copySet({ ...of, set, store }));
      this.keepCopy(set, store, stored, Date.now() - began);
      await this.readBack(set, store);
    });
  }

  private keepCopy(set: string, store: string, stored: Stored, tookMs: number): void {
    const { file } = this.backup;
    file.backup({ type: 'backup-copy', set, store, ...stored });
    file.record('copy.stored', 'system', { set, store, ...stored, tookMs });
  }

  private async readBack(set: string, store: string): Promise<void> {
    const { backup, of } = this;
    await this.enter('membaca-ulang');
    const { tookMs, ...read } = await this.reading(store, () => tools.readBackCopy({ ...of, set, store }));
    this.isVerified = true;
    backup.verified({ set, store, ...read }, tookMs);
    await backup.file.write();
  }

  private async tidy(): Promise<void> {
    const { backup, of } = this;
    const store = backup.kind === 'harian' ? repository : this.medium.code;
    await this.enter('merapikan');
    const { removed } = await this.reading(store, () => tools.forgetCopies({ ...of, store }));
    if (removed.length > 0) {
      backup.file.backup({ type: 'copies-removed', store, sets: removed });
      backup.file.record('copies.removed', 'system', { store, copies: removed.length });
    }
    if (backup.kind === 'harian') await this.at(() => tools.clearStaging(of));
  }

  private async tryAgainLater(code: RunFailure): Promise<void> {
    const { backup } = this;
    const { file, rules } = backup;
    this.tries += 1;
    const isSoon = failures[code].again && this.tries <= soonTimes;
    file.enter('gagal');
    const isLast = this.tries >= triesOfRun;
    // Of the last one the next run tells: this task ends now.
    backup.failed(code, this.tries, !isSoon && !isLast);
    if (isLast) return;
    this.waitFor(isSoon ? soon : { clockMs: rules.spacing.value });
    await file.write();
    await condition(() => this.isWoken);
  }

  private waitFor(budget: ClockSpan): void {
    this.isWoken = false;
    this.waiting = new Deadline(this.backup.file, {
      clock: 'retry', title: clocks.retry, budget,
      onRung: (point) => {
        this.backup.file.record('run.retried', 'system', {}, point.at);
        this.wake();
      },
    }, Date.now());
  }

  private enter(state: Parameters<BackupCase['enter']>[0]): Promise<void> {
    this.backup.enter(state);
    return this.backup.file.write();
  }

  /** A step of the tools, which alone is stopped when a person gives the run up: what is to be written must be written. */
  private at<T>(step: () => Promise<T>): Promise<T> {
    if (this.isAbandoned) throw new CancelledFailure('abandoned');
    this.atWork = new CancellationScope();
    return this.atWork.run(step);
  }

  /** A step that would notice that a store is damaged or gone: then nothing in it is verified any more, what this run has just read included. */
  private reading<T>(store: string, step: () => Promise<T>): Promise<T> {
    return this.at(step).catch((error: unknown) => {
      if (!this.isAbandoned && proofless.includes(failureOf(error))) {
        this.isVerified = false;
        this.backup.file.backup({ type: 'store-damaged', store, at: Date.now() });
      }
      throw error;
    });
  }

  private get of(): { office: string; caseId: string } {
    const { office, caseId } = this.backup.file.input.identity;
    return { office, caseId };
  }
}
