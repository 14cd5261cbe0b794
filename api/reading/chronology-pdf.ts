import { chronologyPaper } from '../../papers/chronology.ts';
import { renderPdf } from '../../papers/pdf.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import type { Staff } from '../plugins/access.ts';
import { chronologyDocument } from './chronology-document.ts';
import { chronologyOf } from './chronology.ts';

/** The chronology of a case as a paper, printed now; the reading is logged. @throws Problem no-function */
export async function chronologyPdf(deps: ApiDeps, intake: Intake, staff: Staff): Promise<{ bytes: Buffer; name: string }> {
  const document = chronologyDocument(await chronologyOf(deps, intake, staff), new Date());
  return { bytes: await renderPdf(chronologyPaper(document)), name: `kronologi-${intake.number}.pdf` };
}
