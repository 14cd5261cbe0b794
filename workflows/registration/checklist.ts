/** The checklist of a registration: what the rules ask for, and what became of each item by the events. Pure; used by workflow, API, pages, papers. */
import type { ApplicantKind, ItemRule, RegistrationRules, RegistrationService } from '../../regulations/registration-rules.ts';
import type { Source } from '../../regulations/rules.ts';

/** What an event says, wherever it was read. `at`: epoch ms. */
export interface CheckEvent {
  type: string;
  actor: string;
  at: number;
  data: Record<string, unknown>;
}

export interface CheckedItem {
  code: string;
  label: string;
  need: ItemRule['need'];
  original: boolean;
  /** null: added by another law (REG-23); `textId` names it. */
  source: Source | null;
  textId: string | null;
  /** A copy is there; `how`: 'daring', 'loket'. `version`: its place among all copies of the case, so that a newer one is another. */
  received: { by: string; at: number; how: string; version: number } | null;
  /** The applicant says that there is none (items that are needed if any). */
  absent: boolean;
  seen: { by: string; at: number; how: 'loket' | 'video' } | null;
  verdict: { by: string; at: number; value: 'benar' | 'tidak-benar'; textId: string | null } | null;
}

export function itemsFor({ items }: RegistrationRules, service: string, kind: string): ItemRule[] {
  return items.filter((item) => item.services.includes(service) && item.kinds.includes(kind));
}

/** Who can ask for a service: whom it is for, and who has something to bring for it; nothing is decided on an empty list (REG-12). */
export function kindsFor(rules: RegistrationRules, { code, groups }: RegistrationService): ApplicantKind[] {
  return rules.kinds.filter((kind) => groups.includes(kind.group) && itemsFor(rules, code, kind.code).length > 0);
}

/** The codes of a comma list in `facts` or in an event. */
export const codesIn = (list: unknown): string[] => (typeof list === 'string' && list !== '' ? list.split(',') : []);

/** @param events all of the case, oldest first */
export function checklistOf(rules: readonly ItemRule[], events: readonly CheckEvent[]): CheckedItem[] {
  const items = new Map(rules.map(({ code, label, need, original, source }) =>
    [code, { code, label, need, original, source, textId: null, received: null, absent: false, seen: null, verdict: null } as CheckedItem]));
  let copies = 0;
  for (const event of events) {
    if (event.type === 'item.received') copies += 1;
    apply(items, event, copies);
  }
  return [...items.values()];
}

function apply(items: Map<string, CheckedItem>, { type, actor: by, at, data }: CheckEvent, version: number): void {
  const textId = typeof data.textId === 'string' ? data.textId : null;
  if (type === 'item.added') {
    const code = String(data.item);
    items.set(code, { code, label: 'Dokumen menurut peraturan lain', need: 'always', original: true, source: null, textId, received: null, absent: false, seen: null, verdict: null });
    return;
  }
  const item = items.get(String(data.item));
  if (!item) return;
  switch (type) {
    // What came anew was neither seen nor judged yet.
    case 'item.received': Object.assign(item, { received: { by, at, how: String(data.how), version }, absent: false, seen: null, verdict: null }); break;
    case 'item.absent': Object.assign(item, { received: null, absent: true, seen: null, verdict: null }); break;
    case 'item.seen': item.seen = { by, at, how: data.how === 'video' ? 'video' : 'loket' }; break;
    case 'item.judged': item.verdict = { by, at, value: data.verdict === 'benar' ? 'benar' : 'tidak-benar', textId }; break;
  }
}

/** What the applicant must still bring (REG-13); null: nothing. */
export function lackOf({ need, absent, received, verdict }: CheckedItem): 'copy' | 'untrue' | null {
  if (verdict?.value === 'tidak-benar') return 'untrue';
  if (received !== null || (need === 'if-any' && absent)) return null;
  return 'copy';
}

/** Why the item does not let the registration be approved yet (REG-4, REG-12); null: it does. */
export function obstacleOf(item: CheckedItem): 'copy' | 'untrue' | 'original' | 'unjudged' | null {
  const lack = lackOf(item);
  if (lack !== null || item.received === null) return lack;
  if (item.original && item.seen === null) return 'original';
  return item.verdict === null ? 'unjudged' : null;
}
