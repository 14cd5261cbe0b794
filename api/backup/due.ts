import type { Queryable, Transaction } from '../../db/client.ts';
import { takeInSystem } from '../../db/take-in-system.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { nextOccurrence } from '../../offices/recurrence.ts';
import { localDate } from '../../offices/terms.ts';
import { custodyFacts } from '../custody/begin.ts';
import type { ApiDeps } from '../deps.ts';
import { inEveryOffice } from '../in-every-office.ts';
import type { OfficeInForce } from '../offices.ts';
import { declaredIn } from './declared.ts';
import type { Declared } from './declared.ts';
import { dailyFacts, drillFacts, portableFacts } from './facts.ts';
import { begunBefore, byTurn, declaredAt, firstVerifiedAt, lastDrillAt, lastVerifiedAt, lockBackups, newestVerified, storesOf, underWay } from './sets.ts';
import type { BackupSop } from './sets.ts';

const dayMs = 86_400_000;
/** What a person has broken off comes again by itself after this long, not at once. */
const restMs = dayMs;

interface House extends Declared { db: Queryable; office: OfficeInForce; now: number }
/** `key`: the same is taken in once. */
interface Start { sop: BackupSop; key: string; text: string; facts: Record<string, string | null> }

/**
 * Takes in what is due of the backups of every office: the daily run, the copy onto a medium, the way of a verified medium out of the server
 * room, and the restore drill. What was missed while the house was down is taken in once, late. Any number of sweepers may call it at any time,
 * also with a clock that was set back; an office that fails holds up no other.
 * @param now epoch ms
 */
export async function startBackups(deps: ApiDeps, now = Date.now()): Promise<void> {
  await inEveryOffice(deps, 'backup', async (office) => {
    const declared = declaredIn(office);
    if (!declared) return;
    for (const due of [dailyDue, portableDue, custodyDue, drillDue]) {
      await deps.db.transaction(async (tx: Transaction) => {
        await lockBackups(tx, office.id);
        for (const { facts, ...start } of await due({ db: tx, office, now, ...declared })) {
          await takeInSystem({ db: tx, vault: deps.vault }, office, { ...start, facts: (words) => ({ ...facts, words }), now });
        }
      });
    }
  });
}

/** The first instant of the daily run after another one; epoch ms. */
export function nextDaily({ office, settings: { at } }: Pick<House, 'office' | 'settings'>, after: number): number {
  return nextOccurrence({ weekdays: [1, 2, 3, 4, 5, 6, 7], nth: null, at, minutes: 0 }, after, office.settings.utcOffsetMinutes).startsAt;
}

/** The last local time `at` for which no run was taken in. The first one is the first after the office declared its backups: nothing was promised before. */
async function dailyDue(house: House): Promise<Start[]> {
  const { db, office, settings, now } = house;
  const at = nextDaily(house, now) - dayMs;
  const { lastScheduledFor } = await begunBefore(db, office.id, 'backup', { kind: 'harian' });
  if (at <= (lastScheduledFor ?? await declaredAt(db, office.id) ?? now)) return [];
  if (await underWay(db, office.id, 'backup', { kind: 'harian' })) return [];
  return [{ sop: 'backup', key: `harian:${at}`, text: `Cadangan harian menurut jadwal pukul ${settings.at}.`, facts: await dailyFacts(db, office.id, at) }];
}

/** When the next copy onto a medium is due, epoch ms: an interval after the last one; of the first one, as soon as there is something to copy. */
export async function nextPortable({ db, office, rules }: Pick<House, 'db' | 'office' | 'rules'>): Promise<number | null> {
  const newest = rules.portable.value ? await newestVerified(db, office.id, repositoryStore) : null;
  if (!newest) return null;
  const since = await lastVerifiedAt(db, office.id, 'portabel');
  return since === null ? newest.verifiedAt.getTime() : since + rules.portableEvery.value;
}

async function portableDue(house: House): Promise<Start[]> {
  const { db, office, settings, now } = house;
  const at = await nextPortable(house);
  if (at === null || at > now) return [];
  const { before, lastAt } = await begunBefore(db, office.id, 'backup', { kind: 'portabel' });
  if (lastAt !== null && now - lastAt < restMs) return [];
  const [medium] = byTurn(await storesOf(db, office.id), settings.media);
  const newest = await newestVerified(db, office.id, repositoryStore);
  if (!medium || !newest || await underWay(db, office.id, 'backup', { kind: 'portabel' })) return [];
  return [{ sop: 'backup', key: `portabel:${at}:${before}`, text: 'Salinan ke media portabel menurut jadwal.', facts: await portableFacts(db, office.id, at, newest, medium) }];
}

/** A medium in the server room with a copy that was verified since it came there; once for each copy, and not while it is still written to. */
async function custodyDue({ db, office, settings }: House): Promise<Start[]> {
  if (await underWay(db, office.id, 'backup', { kind: 'portabel' })) return [];
  const starts: Start[] = [];
  for (const { code, state, since, newestVerifiedAt } of byTurn(await storesOf(db, office.id), settings.media)) {
    if (state !== 'di-ruang-server' || newestVerifiedAt === null || newestVerifiedAt <= since) continue;
    const { before, lastAt } = await begunBefore(db, office.id, 'custody', { medium: code, move: 'keluar' });
    if ((lastAt !== null && lastAt >= newestVerifiedAt.getTime()) || await underWay(db, office.id, 'custody', { medium: code })) continue;
    const move = { medium: code, move: 'keluar' };
    starts.push({ sop: 'custody', key: `keluar:${code}:${before}`, text: `Media ${code} memuat salinan teruji dan masih berada di ruang server.`, facts: { ...move, ...await custodyFacts(db, office, move) } });
  }
  return starts;
}

/** Which drill is due next, and when; of an office that never had one counted from its first verified copy. A full one proves what a sampled one does. */
export async function nextDrills({ db, office, rules }: Pick<House, 'db' | 'office' | 'rules'>): Promise<{ penuh: string; contoh: string } | null> {
  const first = await firstVerifiedAt(db, office.id);
  if (first === null) return null;
  const after = async (scopes: string[], months: number) => monthsAfter(localDate(await lastDrillAt(db, office.id, scopes) ?? first, office.settings.utcOffsetMinutes), months);
  return { penuh: await after(['penuh'], rules.fullDrill.value), contoh: await after(['penuh', 'contoh'], rules.sampledDrill.value) };
}

async function drillDue(house: House): Promise<Start[]> {
  const { db, office, settings, now } = house;
  const next = settings.scratch ? await nextDrills(house) : null;
  if (!next) return [];
  const today = localDate(now, office.settings.utcOffsetMinutes);
  const scope = next.penuh <= today ? 'penuh' : next.contoh <= today ? 'contoh' : null;
  if (scope === null) return [];
  const { before, lastAt } = await begunBefore(db, office.id, 'restore-drill');
  const newest = await newestVerified(db, office.id, repositoryStore);
  if (!newest || (lastAt !== null && now - lastAt < restMs) || await underWay(db, office.id, 'restore-drill')) return [];
  return [{
    sop: 'restore-drill', key: `${scope}:${before}`, text: `Uji pemulihan ${scope === 'penuh' ? 'lengkap' : 'dengan contoh berkas'} menurut jadwal.`,
    facts: await drillFacts(db, office.id, scope, repositoryStore, newest),
  }];
}

/** The same day some months later, or the last one of a shorter month. Local ISO dates. */
function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
