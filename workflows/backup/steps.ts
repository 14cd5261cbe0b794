import { CancellationScope, CancelledFailure, uuid4 } from '@temporalio/workflow';
import type { OfCopy, Shrunk, Stored } from '../../activities/backup/types.ts';
import type { RepositoryStore } from '../../offices/backup-names.ts';
import type { BackupCase } from './backup-case.ts';
import { failureOf } from './failures.ts';
import type { RunFailure } from './failures.ts';
import { Medium } from './medium.ts';
import { tools } from './tools.ts';

/** No code of other rooms is in a workflow's bundle (`purity.test.ts`); the type holds it to the office's word. */
const repositoryStore: RepositoryStore = 'repositori';

/** What takes the proof from every copy in a store. A medium that is not attached is none of it. */
const proofless: readonly RunFailure[] = ['copy-damaged', 'repository-missing', 'repository-other'];

/** The steps of one run: from what is backed up into a store, read back from there, and what is too old forgotten. Each may be begun anew. */
export class Steps {
  readonly medium: Medium;
  /** Its copy is read back whole: only the tidying is left. */
  isVerified = false;
  /** The store in which this try found damage. */
  damaged: string | null = null;
  /** Read whole because of damage met in copying, once a run. */
  private isRepositorySound = false;
  private isAbandoned = false;
  private atWork: CancellationScope | null = null;
  private readonly backup: BackupCase;

  constructor(backup: BackupCase) {
    this.backup = backup;
    this.medium = new Medium(backup);
  }

  /** @param accepted what a person lets be smaller than in earlier sets */
  async go(accepted: readonly Shrunk[]): Promise<void> {
    this.damaged = null;
    if (!this.isVerified) await (this.backup.kind === 'harian' ? this.intoRepository(accepted) : this.ontoMedium());
    await this.tidy();
  }

  /** The step at work is stopped, and none begins. */
  abandon(): void {
    this.isAbandoned = true;
    this.medium.giveUp();
    this.atWork?.cancel();
  }

  /** What lies there is nobody's any more; the next run clears it, too. */
  async leave(): Promise<void> {
    if (this.backup.kind === 'harian') await tools.clearStaging(this.of).catch(failureOf);
  }

  private async intoRepository(accepted: readonly Shrunk[]): Promise<void> {
    const { backup, of } = this;
    const { file } = backup;
    await this.enter('memeriksa');
    backup.undeclared.found((await this.reading(repositoryStore, () => tools.preflightBackup(of))).undeclared);

    const set = uuid4();
    await this.enter('mencadangkan');
    const { tookMs, ...taken } = await this.at(() => tools.takeSet({ ...of, set, accepted }));
    const { takenAt, manifest, databases, files } = taken;
    const sum = (count: 'bytes' | 'tables' | 'rows') => databases.reduce((all, one) => all + one[count], 0);
    file.record('set.taken', 'system', { set, takenAt, manifest, databases: databases.length, tables: sum('tables'), rows: sum('rows'), bytes: sum('bytes'), files: files.count, fileBytes: files.bytes, tookMs });

    await this.enter('menyimpan');
    const began = Date.now();
    const stored = await this.reading(repositoryStore, () => tools.storeSet({ ...of, set, manifest }));
    file.backup({ type: 'backup-set', id: set, ...taken });
    this.keepCopy(set, repositoryStore, stored, Date.now() - began);
    await this.readBack({ ...of, set, store: repositoryStore });
  }

  /** The newest verified set (ARC-2); the medium is asked for until the right one is there. */
  private async ontoMedium(): Promise<void> {
    const { backup, of, medium } = this;
    const { set } = backup.file.input.facts;
    if (set == null) throw new Error('A portable run without a set');
    await medium.once(async (store) => {
      await this.enter('menyalin');
      const began = Date.now();
      const stored = await this.copy({ ...of, set, store });
      this.keepCopy(set, store, stored, Date.now() - began);
      await this.readBack({ ...of, set, store });
    });
  }

  /** Two stores are read for a copy. Which of them is damaged tells the one proof: where the repository reads back whole, it is the medium. */
  private async copy(copy: OfCopy): Promise<Stored> {
    try {
      return await this.at(() => tools.copySet(copy));
    } catch (error) {
      if (this.isAbandoned) throw error;
      const why = failureOf(error);
      if (why === 'copy-damaged') await this.findDamage(copy);
      else if (proofless.includes(why)) this.doubt(repositoryStore);
      throw error;
    }
  }

  /** A repository that cannot be read now says nothing: it is asked again with the next try. */
  private async findDamage(copy: OfCopy): Promise<void> {
    try {
      if (!this.isRepositorySound) await this.at(() => tools.readBackCopy({ ...copy, store: repositoryStore }));
      this.isRepositorySound = true;
      this.doubt(copy.store);
    } catch (error) {
      if (this.isAbandoned) throw error;
      if (proofless.includes(failureOf(error))) this.doubt(repositoryStore);
    }
  }

  private keepCopy(set: string, store: string, stored: Stored, tookMs: number): void {
    const { file } = this.backup;
    file.backup({ type: 'backup-copy', set, store, ...stored });
    file.record('copy.stored', 'system', { set, store, ...stored, tookMs });
  }

  private async readBack(copy: OfCopy): Promise<void> {
    const { backup } = this;
    const { set, store } = copy;
    await this.enter('membaca-ulang');
    const { tookMs, ...read } = await this.reading(store, () => tools.readBackCopy(copy));
    this.isVerified = true;
    backup.verified({ set, store, ...read }, tookMs);
    await backup.file.write();
  }

  private async tidy(): Promise<void> {
    const { backup, of } = this;
    const store = backup.kind === 'harian' ? repositoryStore : this.medium.code;
    await this.enter('merapikan');
    const { removed } = await this.reading(store, () => tools.forgetCopies({ ...of, store }));
    if (removed.length > 0) {
      backup.file.backup({ type: 'copies-removed', store, sets: removed });
      backup.file.record('copies.removed', 'system', { store, copies: removed.length });
    }
    if (backup.kind === 'harian') await this.at(() => tools.clearStaging(of));
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

  /** A step that would notice that a store is damaged or gone. */
  private reading<T>(store: string, step: () => Promise<T>): Promise<T> {
    return this.at(step).catch((error: unknown) => {
      if (!this.isAbandoned && proofless.includes(failureOf(error))) this.doubt(store);
      throw error;
    });
  }

  /** Nothing in the store is verified any more, what this run has just read included. */
  private doubt(store: string): void {
    const { file } = this.backup;
    this.isVerified = false;
    this.damaged = store;
    file.backup({ type: 'store-damaged', store, at: Date.now() });
    file.record('store.doubted', 'system', { store });
  }

  private get of(): { office: string; caseId: string } {
    const { office, caseId } = this.backup.file.input.identity;
    return { office, caseId };
  }
}
