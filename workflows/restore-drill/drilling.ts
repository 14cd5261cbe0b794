import { sleep } from '@temporalio/workflow';
import type { Compared, Restored } from '../../activities/backup/types.ts';
import { soon, soonTimes } from '../backup/defaults.ts';
import { failureOf, failures } from '../backup/failures.ts';
import type { RunFailure } from '../backup/failures.ts';
import { tools } from '../backup/tools.ts';
import type { DrillCase } from './drill-case.ts';

/** What a drill measured: from its first step until everything was compared, epoch ms. */
export interface Measured { restored: Restored; compared: Compared; startedAt: number; comparedAt: number }

/** Restores and compares until it was done once or somebody gives it up. What was restored is destroyed each time, before anything else can end. */
export class Drilling {
  private readonly drill: DrillCase;

  constructor(drill: DrillCase) {
    this.drill = drill;
  }

  async run(): Promise<void> {
    const { drill } = this;
    for (let tries = 0; ;) {
      const failure = await this.attempt();
      await this.destroy();
      if (failure === null) return drill.compared();
      tries += 1;
      if (failures[failure].again && tries <= soonTimes) {
        await sleep(soon.clockMs, { summary: 'Uji pemulihan dicoba lagi' });
        continue;
      }
      if (await drill.mending.ask(failure, false) === 'over') return drill.over('abandoned');
      tries = 0;
    }
  }

  /** @returns what it failed with; null once it was compared */
  private async attempt(): Promise<RunFailure | null> {
    const { file, set, store, scope } = this.drill;
    const { office, caseId } = file.input.identity;
    const copy = { office, caseId, set, store, scope };
    const startedAt = Date.now();
    try {
      this.drill.enter('memulihkan');
      await file.write();
      const restored = await tools.restoreScratch(copy);
      file.record('drill.restored', 'system', { store, snapshotId: restored.snapshotId, tookMs: restored.tookMs });
      this.drill.enter('membandingkan');
      await file.write();
      const compared = await tools.compareScratch(copy);
      this.drill.measured({ restored, compared, startedAt, comparedAt: Date.now() });
      return null;
    } catch (error) {
      const failure = this.failed(error);
      if (failure === 'copy-damaged') file.backup({ type: 'store-damaged', store, at: Date.now() });
      // restic reads it without an error, so that reading the store back would call it verified again.
      if (failure === 'copy-differs') {
        file.backup({ type: 'set-refuted', set, at: Date.now() });
        this.drill.tellAbove();
      }
      return failure;
    }
  }

  /** Resolves once nothing is left of the scratch copy: it is a second SPSE (SEC-17). */
  private async destroy(): Promise<void> {
    const { drill } = this;
    const { office, caseId } = drill.file.input.identity;
    for (;;) {
      drill.enter('memusnahkan');
      await drill.file.write();
      try {
        const { at } = await tools.destroyScratch({ office, caseId });
        drill.file.record('scratch.destroyed', 'system', { at });
        return;
      } catch (error) {
        await drill.mending.ask(this.failed(error), true);
      }
    }
  }

  private failed(error: unknown): RunFailure {
    const code = failureOf(error);
    this.drill.file.record('drill.failed', 'system', { code, during: this.drill.file.state });
    return code;
  }
}
