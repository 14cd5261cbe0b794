import { accessLog } from '../db/schema.ts';
import { attachment } from './attachment.ts';
import { filesOf, findIntake } from './cases.ts';
import type { ApiDeps } from './deps.ts';
import { requireFunction } from './plugins/access.ts';
import type { Staff } from './plugins/access.ts';
import { Problem } from './problems.ts';

/** One file of a case, as a download; the reading is logged (UU 27/2022). @throws Problem no-function, unknown-case, unknown-file */
export async function readFile(deps: ApiDeps, staff: Staff, number: string, sha256: string): Promise<{ mediaType: string; disposition: string; bytes: Buffer }> {
  requireFunction(staff);
  const intake = await findIntake(deps, staff.office, number);
  const file = (await filesOf(deps, intake)).find((one) => one.sha256 === sha256);
  if (!file) throw new Problem('unknown-file');
  await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: `file:${file.sha256}`, caseId: intake.id });
  return {
    mediaType: file.mediaType, disposition: attachment(file.name),
    bytes: await deps.documents.get(staff.office, file.sha256),
  };
}
