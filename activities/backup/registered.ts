import { and, eq, isNull } from 'drizzle-orm';
import { backupCopies, backupStores } from '../../db/backup-schema.ts';
import type { Db } from '../../db/client.ts';
import { repositoryStore } from '../../offices/backup-names.ts';
import { failed } from './failure.ts';
import { repositoryIdOf } from './restic.ts';
import type { Store } from './restic.ts';
import type { Work } from './work.ts';

/** That in the folder of a store lies the repository that was registered for it. @returns its id @throws repository-missing, repository-other, medium-missing, wrong-medium */
export async function expectRegistered(db: Db, work: Work, office: string, store: Store): Promise<string> {
  const [missing, other] = store.code === repositoryStore ? ['repository-missing', 'repository-other'] as const : ['medium-missing', 'wrong-medium'] as const;
  const [row] = await db.select({ id: backupStores.repositoryId }).from(backupStores).where(and(eq(backupStores.office, office), eq(backupStores.code, store.code)));
  if (!row) throw failed(missing);
  const id = await repositoryIdOf(work, store).catch(async (error: unknown) => {
    // Another medium has another password, mostly: where the key file is whole, it is not this medium.
    throw store.code !== repositoryStore && (error as { type?: string }).type === 'wrong-password' ? failed('wrong-medium') : error;
  });
  if (id !== row.id) throw failed(other);
  return id;
}

/** The copies of an office that lie in a store. */
export const copiesIn = (db: Db, office: string, store: string) => db.select().from(backupCopies).where(and(eq(backupCopies.office, office), eq(backupCopies.store, store), isNull(backupCopies.removedAt)));
