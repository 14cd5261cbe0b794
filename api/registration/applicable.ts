import { z } from 'zod';
import { officeNow } from '../../activities/office.ts';
import { isWorkingTime } from '../../calendar/index.ts';
import type { Account } from '../accounts.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { Problem } from '../problems.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';
import { claimAgain } from '../user-id.ts';
import { checkedItems, copiesOf } from './record.ts';

const said = z.looseObject({ at: z.string().optional(), text: z.string().optional(), files: z.array(z.object({ item: z.string(), sha256: z.string() })).default([]) });

/**
 * What an act on a registration must keep to besides its codes. `account`: the one that it names.
 * @throws Problem item-twice, deficiency-told, outside-hours, and those of `requireFit`
 */
export async function requireApplicable(deps: ApiDeps, intake: Intake, act: string, body: Record<string, unknown>, account: Account | null): Promise<void> {
  const { at, text, files } = said.parse(body);
  for (const name of ['item', 'sha256'] as const) {
    if (new Set(files.map((file) => file[name])).size < files.length) throw new Problem('item-twice', { field: 'files', allowed: [] });
  }
  if (files.length > 0) await requireOwnCopies(deps, intake, files);
  if (act === 'ask' && text !== undefined) await requireNewWords(deps, intake, text);
  if (act === 'book' && at !== undefined) await requireOpen(deps, intake.office, Date.parse(at));
  if (account !== null) await requireFit(deps, intake, account);
}

/**
 * One file is a copy of one item. Who put it under the wrong one may send it under the right one with the act that replaces the wrong copy, or once that was judged untrue.
 * @throws Problem item-twice
 */
async function requireOwnCopies(deps: ApiDeps, intake: Intake, files: z.output<typeof said>['files']): Promise<void> {
  const [items, copies] = await Promise.all([checkedItems(deps, intake), copiesOf(deps, intake)]);
  const held = items.filter(({ code, received, verdict }) => received !== null && verdict?.value !== 'tidak-benar' && !files.some(({ item }) => item === code));
  const taken = new Set(held.flatMap(({ code }) => copies.get(code) ?? []));
  if (files.some(({ sha256 }) => taken.has(sha256))) throw new Problem('item-twice', { field: 'files', allowed: [] });
}

/** The words of a second notice are new unless nothing happened since the first and they are the same; the case itself cannot read them. @throws Problem deficiency-told */
async function requireNewWords(deps: ApiDeps, intake: Intake, text: string): Promise<void> {
  const last = (await eventsIn(deps, intake)).filter(({ type }) => type.startsWith('item.') || type.startsWith('deficiency.')).at(-1);
  if (last?.type !== 'deficiency.told') return;
  if ((await wordsIn(deps, intake)).get(String(last.data.textId)) === text) throw new Problem('deficiency-told');
}

/** The service can be carried out on this account, and no User ID lives twice. @throws Problem account-inactive, account-active, account-other-kind, user-id-taken */
async function requireFit(deps: ApiDeps, { facts, rules }: Intake, account: Account): Promise<void> {
  const service = rules.registration.services.find(({ code }) => code === facts.service);
  if (service?.end !== 'reactivate') {
    if (account.state === 'nonaktif') throw new Problem('account-inactive', { field: 'account' });
    return;
  }
  if (account.state === 'aktif') throw new Problem('account-active', { field: 'account' });
  if (account.kind !== facts.kind) throw new Problem('account-other-kind', { field: 'account' });
  await claimAgain(deps, account);
}

/** Somebody of the office can be met then: not at night, in a break or on a day off, nor in the very minute of closing. */
async function requireOpen({ db }: ApiDeps, office: string, at: number): Promise<void> {
  const { calendar } = await officeNow(db, office);
  if (!isWorkingTime(calendar, at) || !isWorkingTime(calendar, at + 60_000)) throw new Problem('outside-hours', { field: 'at' });
}
