import type { Params } from '../../activities/types.ts';
import type { RegistrationRules } from '../../regulations/registration-rules.ts';
import { basisOf } from '../kernel/basis.ts';
import type { CaseFile } from '../kernel/case-file.ts';
import { checklistOf, codesIn, itemsFor, lackOf } from './checklist.ts';
import type { CheckedItem, CheckEvent } from './checklist.ts';

/** What came, was seen and was judged, as the workflow knows it: the same fold over the same events that everybody else reads. */
export class Dossier {
  private readonly events: CheckEvent[] = [];
  private readonly rules: ReturnType<typeof itemsFor>;
  private readonly file: CaseFile;
  private readonly place: string | null;
  private readonly video: boolean;

  constructor(file: CaseFile, rules: RegistrationRules) {
    const { service, kind } = file.input.facts;
    this.rules = itemsFor(rules, service ?? '', kind ?? '');
    this.file = file;
    this.place = rules.place?.value ?? null;
    this.video = rules.video.value;
  }

  items(): CheckedItem[] {
    return checklistOf(this.rules, this.events);
  }

  /** What the applicant must still bring (REG-13). */
  missing(): CheckedItem[] {
    return this.items().filter((item) => lackOf(item) !== null);
  }

  record(type: string, by: string, data: Params): void {
    this.events.push({ type, actor: by, at: Date.now(), data });
    this.file.record(type, by, data);
  }

  /** What came with the start. `how`: 'daring', 'loket'. */
  open(by: string, how: string): void {
    const { items, absent } = this.file.input.facts;
    this.take(by, how, codesIn(items), codesIn(absent));
  }

  /** `actId`: of the act that brought them after the start, so that its files are known as taken. */
  take(by: string, how: string, copies: Iterable<string>, absent: Iterable<string> = [], actId?: string): void {
    for (const item of copies) this.record('item.received', by, { item, how, ...(actId === undefined ? {} : { actId }) });
    for (const item of absent) this.record('item.absent', by, { item });
  }

  /** REG-23; the words name the document and the law. */
  add(by: string, textId: string): void {
    const code = `lain-${this.items().filter(({ source }) => source === null).length + 1}`;
    this.record('item.added', by, { item: code, textId });
  }

  /** An original was shown at this moment or later. */
  wasSeenSince(moment: number): boolean {
    return this.events.some(({ type, at }) => type === 'item.seen' && at >= moment);
  }

  /**
   * For a mail: what was handed in, what is missing and which originals must still be shown (REG-4, REG-24), one a line, and the words that name an
   * item of another law. `reasonIds`: why each missing item is untrue, in the order of the lines, empty where there is no reason.
   */
  inWords(): Params {
    const items = this.items();
    const missing = this.missing();
    const lines = (some: CheckedItem[]) => some.map(({ label }) => label).join('\n');
    return {
      received: lines(items.filter((item) => item.received !== null && lackOf(item) === null)), missing: missing.map((item) => this.lineOf(item)).join('\n'),
      reasonIds: missing.map(({ verdict }) => verdict?.textId ?? '').join(','), aboutId: missing.find(({ source }) => source === null)?.textId ?? null,
      originals: lines(items.filter((item) => item.original && !item.absent && (item.seen === null || lackOf(item) !== null))),
      place: this.place, video: this.video,
    };
  }

  private lineOf(item: CheckedItem): string {
    const basis = item.source && basisOf(item.source, this.file.input.rules.regulation);
    const fault = lackOf(item) === 'untrue' ? ': yang diserahkan tidak benar, kirim yang benar' : '';
    return `${item.label}${basis === null ? '' : ` (${basis})`}${fault}`;
  }
}
