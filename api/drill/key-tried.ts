import { and, eq, isNull, sql } from 'drizzle-orm';
import { recoveryKeys } from '../../db/backup-schema.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { Problem } from '../problems.ts';

/** Nobody says that the sealed key opens the repository whom the repository has not told so since the drill began. @throws Problem key-untried */
export async function requireKeyTried({ db }: ApiDeps, { office, receivedAt }: Intake): Promise<void> {
  const tried = await db.$count(recoveryKeys, and(eq(recoveryKeys.office, office), isNull(recoveryKeys.retiredAt), sql`greatest(${recoveryKeys.madeAt}, ${recoveryKeys.triedAt}) >= ${receivedAt.toISOString()}`));
  if (tried === 0) throw new Problem('key-untried');
}
