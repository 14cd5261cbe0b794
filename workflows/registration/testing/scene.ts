import type { CaseInput } from '../../kernel/types.ts';
import { openCase } from '../../testing/skipping.ts';
import type { Case, Scene } from '../../testing/skipping.ts';
import type { Stage } from '../../testing/stage.ts';
import { checklistOf, itemsFor } from '../checklist.ts';
import type { CheckedItem } from '../checklist.ts';
import type { ItemCheck } from '../messages.ts';

/** Who verifies, in each of the example offices. */
const verifikators: Record<string, string> = { 'kota-salatiga': 'slt-04', 'kab-tulang-bawang-barat': 'tbb-07', 'kab-katingan': 'ktg-03', 'kota-malang': 'mlg-05' };

/** What an application says; a company that registers, unless told otherwise. `items`: handed in with the start. */
export interface Application extends Omit<Scene, 'office' | 'receivedAt'> {
  office?: string;
  receivedAt?: string;
  service?: string;
  kind?: string;
  items?: string[];
  absent?: string[];
  until?: string | null;
  /** It came over the counter, entered by this person. */
  counter?: string;
}

/** To Tulang Bawang Barat, on a Monday morning, with nothing handed in yet. */
export async function apply({ office = 'kab-tulang-bawang-barat', receivedAt = '2027-01-18 10:00', service = 'pendaftaran', kind = 'badan-usaha', items = [], absent = [], until = null, counter, ...scene }: Application = {}, stage?: Stage) {
  const facts: CaseInput['facts'] = {
    service, kind, items: items.join(','), absent: absent.join(','), until, channel: counter === undefined ? null : 'loket', enteredBy: counter ?? null,
  };
  const opened = await openCase({ ...scene, office, receivedAt, sop: 'registration', facts }, stage);
  const verifikator = verifikators[office]!;
  return {
    ...opened, verifikator,
    /** The checklist as everybody reads it from the events. */
    checklist: () => checklist(opened),
    /** The verifikator acts on the open task of a kind. */
    work: async (name: string, more: Record<string, unknown> = {}, task = 'verifikasi') => opened.act(name, { by: verifikator, taskId: (await opened.task(task)).id, ...more }),
    /** Everything on the list is received, its original seen, and true; what is needed only if any does not exist. */
    async checkAll(more: Record<string, unknown> = {}): Promise<string> {
      const all = (await checklist(opened)).map(({ code, need, original, received }): ItemCheck => (need === 'if-any' && received === null
        ? { item: code, absent: true } : { item: code, copy: received === null, verdict: 'benar', ...(received && { version: received.version }), ...(original ? { seen: 'loket' } : {}) }));
      return this.work('check', { items: all, ...more });
    },
  };
}

export type Applied = Awaited<ReturnType<typeof apply>>;

async function checklist({ events, input }: Case): Promise<CheckedItem[]> {
  const { service, kind } = input.facts;
  const told = (await events()).map(({ type, actor, data }) => ({ type, actor, at: 0, data }));
  return checklistOf(itemsFor(input.rules.registration, service!, kind!), told);
}
