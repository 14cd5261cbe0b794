import { localIso } from '../../activities/figures/local.ts';
import { accessLog } from '../../db/schema.ts';
import { obstacleOf } from '../../workflows/registration/checklist.ts';
import type { CheckedItem } from '../../workflows/registration/checklist.ts';
import type { ApiDeps } from '../deps.ts';
import { twinsOf } from '../identifiers.ts';
import type { Intake } from '../intake.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { namesOf, wordsIn } from '../reading/record-of.ts';
import { sayOrigin } from '../reading/sources.ts';
import { askedFor, checkedItems, copiesOf } from './record.ts';

/** What stands between an item and the approval, in words. */
const obstacles: Record<NonNullable<ReturnType<typeof obstacleOf>>, string> = {
  copy: 'Salinan belum diterima', untrue: 'Dinilai tidak benar, menunggu penggantinya', original: 'Dokumen asli belum dilihat', unjudged: 'Belum dinilai',
};

/**
 * Everything that the verifikator needs to decide: each item with its source and what became of it (REG-4, REG-11, REG-12), and other cases of
 * this office with one of the applicant's numbers (DATA-3). It shows words, so the reading is logged.
 * @throws Problem no-function
 */
export async function readChecklist(deps: ApiDeps, intake: Intake, staff: Staff) {
  requireFunction(staff);
  await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'checklist', caseId: intake.id });
  const { regulation, registration, office: { utcOffsetMinutes } } = intake.rules;
  const [items, copies, words, { twins, more }] = await Promise.all([checkedItems(deps, intake), copiesOf(deps, intake), wordsIn(deps, intake), twinsOf(deps.db, intake.office, intake.id)]);
  const people = items.flatMap(({ received, seen, verdict }) => [received, seen, verdict].flatMap((mark) => (mark && mark.by !== 'reporter' ? [mark.by] : [])));
  const names = await namesOf(deps, intake.office, [...new Set(people)]);
  const told = (id: string | null) => (id === null ? null : words.get(id) ?? null);
  const mark = ({ by, at }: { by: string; at: number }) => ({ by: { id: by, name: by === 'reporter' ? 'Pemohon' : names.get(by) ?? by }, at: localIso(at, utcOffsetMinutes) });
  return {
    number: intake.number, ...askedFor(intake), otherLaw: registration.otherLaw.value,
    items: items.map((item) => ({
      code: item.code, label: item.label, need: item.need, original: item.original, absent: item.absent,
      source: item.source && sayOrigin(item.source, regulation), words: told(item.textId),
      state: stateOf(item), obstacle: obstacleOf(item), file: copies.get(item.code) ?? null,
      received: item.received && { ...mark(item.received), how: item.received.how, version: item.received.version },
      seen: item.seen && { ...mark(item.seen), how: item.seen.how },
      verdict: item.verdict && { ...mark(item.verdict), value: item.verdict.value, words: told(item.verdict.textId) },
    })),
    twins, moreTwins: more,
  };
}

function stateOf(item: CheckedItem): string {
  const obstacle = obstacleOf(item);
  if (obstacle !== null) return obstacles[obstacle];
  return item.received === null ? 'Tidak ada, menurut pemohon' : 'Benar';
}
