import { officeNow } from '../../activities/office.ts';
import { formatLocal } from '../../calendar/index.ts';
import { noticePaper } from '../../papers/notice.ts';
import { renderPdf } from '../../papers/pdf.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { colleague } from '../paper-signers.ts';
import type { Staff } from '../plugins/access.ts';
import { outageFacts } from './facts.ts';
import { paragraphsOf, titleOf } from './ready-texts.ts';

/** The letterhead notice of an outage as it stands now. @throws Problem no-function, wrong-state */
export async function noticePdf(deps: ApiDeps, intake: Intake, staff: Staff): Promise<{ bytes: Buffer; name: string }> {
  const { office, rules, number } = intake;
  const facts = await outageFacts(deps, intake, staff);
  const now = Date.now();
  const { signer: fn } = rules.outage.paper;
  const [holder] = (await officeNow(deps.db, office)).holders(fn, now);
  const signer = holder === undefined ? null : { role: rules.office.name, ...await colleague(deps, office, rules, holder, 'signer', fn) };
  const bytes = await renderPdf(noticePaper({
    office: rules.office.name, report: number, about: titleOf(facts), paragraphs: paragraphsOf(facts).slice(0, -1), signer,
    printedAt: new Date(now), printed: `Dicetak ${formatLocal(now, rules.office.utcOffsetMinutes)}`,
  }));
  return { bytes, name: `pengumuman-${number}.pdf` };
}
