import { and, eq, inArray } from 'drizzle-orm';
import { auditHead } from '../../db/audit-head.ts';
import { backupStores, mediaMoves } from '../../db/backup-schema.ts';
import { backupNames } from '../../offices/backup-names.ts';
import type { DestructionForm, HandoverForm } from '../../papers/media-form.ts';
import type { Signer } from '../../papers/witness-form.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { officeInForce } from '../offices.ts';
import type { MediaBody } from '../paper-body.ts';
import { asRecorded, officeSigner } from '../paper-signers.ts';
import { Problem } from '../problems.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';
import { layThere, setsOn } from './sets.ts';

type MoveKind = typeof mediaMoves.$inferSelect['kind'];

/** What the berita acara of a medium that has arrived says, from its register as it stands. `at`: the date of the paper, epoch ms. @throws Problem wrong-state, wrong-person */
export async function handoverForm(deps: ApiDeps, intake: Intake, at: number, body: MediaBody): Promise<HandoverForm> {
  const move = await lineOf(deps, intake, 'keluar', 'kembali');
  const { carrier, receiver, receivedAt, giver, from, to, handedAt } = move;
  if (receiver === null || receivedAt === null) throw new Problem('wrong-state');
  const isApart = carrier !== null && carrier !== giver;
  const { place } = await namesIn(deps, intake);
  const whoIs = async (id: string, role: string): Promise<Signer> => ({ role, ...await asRecorded(deps, intake, id, handedAt.getTime()) });
  return {
    ...await common(deps, intake, at, body, handedAt), from: from === null ? 'tempat ditemukannya' : place(from), to: place(to ?? ''), handedAt: handedAt.getTime(), receivedAt: receivedAt.getTime(),
    giver: await whoIs(giver, isApart ? 'PIHAK KESATU, yang menyerahkan' : 'PIHAK KESATU, yang menyerahkan dan membawa'), carrier: isApart ? await whoIs(carrier, 'Yang membawa') : null,
    receiver: await whoIs(receiver, 'PIHAK KEDUA, yang menerima'),
  };
}

/** What the berita acara of a destroyed medium says. @throws Problem wrong-state, wrong-person */
export async function destructionForm(deps: ApiDeps, intake: Intake, at: number, body: MediaBody): Promise<DestructionForm> {
  const { giver, receiver: witness, handedAt, from } = await lineOf(deps, intake, 'musnah');
  const destroyed = (await eventsIn(deps, intake)).findLast(({ type }) => type === 'medium.destroyed');
  if (witness === null || !destroyed) throw new Problem('wrong-state');
  const { place } = await namesIn(deps, intake);
  const whoIs = async (id: string, role: string): Promise<Signer> => ({ role, ...await asRecorded(deps, intake, id, handedAt.getTime()) });
  return {
    ...await common(deps, intake, at, body, handedAt), from: from === null ? 'tidak tercatat' : place(from), destroyedAt: handedAt.getTime(),
    how: (await wordsIn(deps, intake)).get(String(destroyed.data.textId)) ?? '', destroyer: await whoIs(giver, 'Yang memusnahkan'), witness: await whoIs(witness, 'Saksi'),
  };
}

async function common(deps: ApiDeps, intake: Intake, at: number, { place, signer, attachments }: MediaBody, moved: Date) {
  const { db } = deps;
  const { office, rules } = intake;
  const code = intake.facts.medium ?? '';
  const [store] = await db.select().from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, code)));
  const sets = (await setsOn(db, office, code)).filter(layThere(moved));
  return {
    at, place, attachments, seal: await auditHead(db, office),
    medium: {
      label: (await namesIn(deps, intake)).medium(code), code, repositoryId: store?.repositoryId ?? '',
      sets: sets.map(({ number, snapshotId, takenAt, manifest, verifiedAt }) => ({ number, snapshotId, takenAt: takenAt.getTime(), manifest, verifiedAt: verifiedAt?.getTime() ?? null })),
    },
    signer: await officeSigner(deps, intake, signer, rules.backup.papers.handover.signer, 'Mengetahui'),
  };
}

async function lineOf({ db }: ApiDeps, { id, sop }: Intake, ...kinds: MoveKind[]) {
  const [line] = sop === 'custody' ? await db.select().from(mediaMoves).where(and(eq(mediaMoves.caseId, id), inArray(mediaMoves.kind, kinds))) : [];
  if (!line) throw new Problem('wrong-state');
  return line;
}

const namesIn = async ({ db }: ApiDeps, { office }: Intake) => backupNames((await officeInForce(db, office)).settings);
