import { offices } from '../db/schema.ts';
import type { ApiDeps } from './deps.ts';
import { officeInForce } from './offices.ts';
import type { OfficeInForce } from './offices.ts';

/** An office that fails holds up no other; the sweeper comes again. */
export async function inEveryOffice({ db, log }: ApiDeps, sop: string, take: (office: OfficeInForce) => Promise<void>): Promise<void> {
  for (const { id } of await db.select({ id: offices.id }).from(offices)) {
    try {
      await take(await officeInForce(db, id));
    } catch (error) {
      log.warn({ office: id, sop, code: (error as { code?: string }).code ?? 'UNKNOWN' }, 'not taken in yet; the sweeper tries again');
    }
  }
}
