import { eq } from 'drizzle-orm';
import { formatLocal } from '../../calendar/index.ts';
import { accessLog, announcements } from '../../db/schema.ts';
import { basisOf } from '../../workflows/kernel/basis.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { requireFunction } from '../plugins/access.ts';
import type { Staff } from '../plugins/access.ts';
import { Problem } from '../problems.ts';
import { eventsIn, wordsIn } from '../reading/record-of.ts';
import type { OutageFacts } from './ready-texts.ts';
import { systemNames } from './systems.ts';

const states: Record<string, OutageFacts['state']> = { pulih: 'over', selesai: 'over', 'bukan-gangguan': 'false' };

/** What can be said of an outage now; the reading is logged, because words of people stand in it. @throws Problem no-function, wrong-state while its first step is not written */
export async function outageFacts(deps: ApiDeps, intake: Intake, staff: Staff): Promise<OutageFacts> {
  requireFunction(staff);
  const { db, config } = deps;
  const { id, office, number, rules } = intake;
  const [row] = await db.select().from(announcements).where(eq(announcements.caseId, id));
  if (!row) throw new Problem('wrong-state');
  await db.insert(accessLog).values({ office, person: staff.person, what: 'outage-texts', caseId: id });
  const [events, words] = [await eventsIn(deps, intake), await wordsIn(deps, intake)];
  const news = events.findLast(({ type, data }) => type === 'published' && data.newsId !== null)?.data.newsId;
  const when = (at: Date) => formatLocal(at.getTime(), rules.office.utcOffsetMinutes);
  return {
    office: rules.office.name, number, state: states[row.state] ?? 'lasts', systems: systemNames(rules, row.systems.join(',')),
    since: when(row.startsAt), until: row.endsAt && when(row.endsAt),
    effect: words.get(row.textId ?? '') ?? null, news: words.get(String(news)) ?? null,
    basis: rules.outage.basis.map((source) => basisOf(source, rules.regulation)), statusUrl: `${config.PUBLIC_URL}/status/${office}#${number}`,
  };
}
