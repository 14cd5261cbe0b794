import { Deadline } from '../kernel/deadline.ts';
import type { Task } from '../kernel/case-file.ts';
import type { DataRequestCase } from './data-request-case.ts';
import { downloadWindow } from './defaults.ts';
import { clocks } from './messages.ts';
import type { DataRequestActs } from './messages.ts';

/** From the giving on (UU 27/2022 art. 32): the person fetches the data by the mailed link, or at the counter, until the window ends or the giving is stopped. */
export class Giving {
  private download: Deadline | null = null;
  /** Whether the person knows that the data can be had; nobody is silent who was never told. */
  private isTold = false;
  private readonly request: DataRequestCase;

  constructor(request: DataRequestCase) {
    this.request = request;
  }

  deadline(): Deadline | null {
    return this.download;
  }

  give({ by, cases, textId = null }: { by: string; cases: string[]; textId?: string | null }): void {
    const { file, rules } = this.request;
    file.record('data.given', by, { cases: cases.join(','), textId });
    this.awaitDownload();
    this.isTold = file.input.reporterHasMail;
    file.tell({ kind: 'reporter' }, 'data-given', 'case', { textId, until: Date.now() + downloadWindow.value });
    // Nobody's: whoever learns first that the data are another's must be able to stop it.
    if (this.isTold) file.openTask('awasi-pengunduhan', rules.handler, 'download');
    else file.assignTask(file.openTask('serahkan-data', rules.handler), rules.handler, by);
  }

  /** The mail with the link came back. */
  wasNotTold(): void {
    this.isTold = false;
    this.request.file.cancelTasks('unreached', 'awasi-pengunduhan');
    this.request.wantTask('serahkan-data');
  }

  /** The person's time runs from here; the task stays until the data were handed over. */
  told(): void {
    this.isTold = true;
    this.awaitDownload();
  }

  handOver(task: Task, { by, textId }: DataRequestActs['handed-over']): void {
    const { file, ending } = this.request;
    file.endTask(task, 'done', by, 'handed-over');
    file.record('data.handed-over', by, { textId });
    ending.close(by, 'data-handed-over');
  }

  stop(task: Task, { by, textId }: DataRequestActs['stop-giving']): void {
    const { file, reach, ending } = this.request;
    file.endTask(task, 'done', by, 'stopped');
    file.record('data.stopped', by, { textId });
    reach.tell('data-stopped', { textId });
    ending.closeOnceTold(by, 'data-stopped');
  }

  /** Afresh whenever the person was told; who was not told keeps the request open. */
  private awaitDownload(): void {
    const { file, ending } = this.request;
    this.download?.stop();
    this.download = new Deadline(file, {
      clock: 'download', title: clocks.download, budget: { clockMs: downloadWindow.value },
      onRung: (point) => {
        if (this.isTold) {
          ending.close('system', 'data-given');
          return;
        }
        file.record('reminded', 'system', { clock: 'download', point: point.name }, point.at);
        this.request.tellWorker(this.request.task('serahkan-data'));
        this.awaitDownload();
      },
    }, Date.now());
  }
}
