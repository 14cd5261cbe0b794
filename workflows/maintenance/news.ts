import type { Broadcast, Params, Publication } from '../../activities/types.ts';
import { Mailings } from '../kernel/mailings.ts';
import { tooSoonMs } from './defaults.ts';
import { clocks } from './messages.ts';
import type { UserMail } from './mails/users.ts';
import type { MaintenanceCase } from './maintenance-case.ts';

/** What users and the public hear of a window: the status page with its feeds, and mails to many (CAP-5). */
export class News {
  readonly mailings: Mailings<UserMail>;
  /** Epoch ms; null: nobody has been told of the window. */
  private toldAt: number | null = null;
  private readonly maintenance: MaintenanceCase;

  constructor(maintenance: MaintenanceCase) {
    this.maintenance = maintenance;
    this.mailings = new Mailings<UserMail>(maintenance.file, maintenance.rules.planner, clocks.check);
  }

  /** `endsAt`: the real end, fixed by a person, and so the official one. */
  publish(state: Publication['state'], by: string, { newsId = null, endsAt, isPublic = true }: { newsId?: string | null | undefined; endsAt?: number; isPublic?: boolean } = {}): void {
    const { file, systems, window } = this.maintenance;
    const { words: textId = null } = file.input.facts;
    file.publish({ kind: 'maintenance', state, isPublic, systems, ...window, ...(endsAt === undefined ? {} : { endsAt }), isOfficial: endsAt !== undefined, textId, newsId }, by);
  }

  /** Never waits for office hours in an emergency. */
  tell(template: UserMail, more: Params = {}, when: Pick<Broadcast, 'dueAt' | 'until'> = {}): void {
    const { systems, isEmergency, about } = this.maintenance;
    this.toldAt = Date.now();
    this.mailings.begin({ template, systems, isUrgent: isEmergency, params: { ...about(), ...more }, ...when });
  }

  /** Known to the office from now on, so that whoever plans another window is warned. */
  propose(by: string): void {
    this.publish('terjadwal', by, { isPublic: false });
  }

  withdraw(by: string): void {
    this.publish('dibatalkan', by, { isPublic: false });
  }

  wasTold(): boolean {
    return this.toldAt !== null;
  }

  /** Other news left less than an hour ago, and is nearer than the start. */
  isTooSoon(): boolean {
    const since = Date.now() - (this.toldAt ?? 0);
    return since < tooSoonMs && since < this.maintenance.window.startsAt - Date.now();
  }
}
