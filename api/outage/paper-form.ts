import { officeNow } from '../../activities/office.ts';
import { daysTouched } from '../../calendar/index.ts';
import type { OutageForm } from '../../papers/outage-form.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import type { OutageBody } from '../paper-body.ts';
import { officeSigner } from '../paper-signers.ts';
import { Problem } from '../problems.ts';
import { eventsIn, namesOf, wordsIn } from '../reading/record-of.ts';
import type { Recorded } from '../reading/record-of.ts';
import { systemNames } from './systems.ts';

/**
 * What a berita acara gangguan says, from the record as it stands: official times only, so there is none before they are fixed.
 * Days are counted by the office's calendar of this moment. `at`: the date of the paper, epoch ms.
 * @throws Problem wrong-state, wrong-person
 */
export async function outageForm(deps: ApiDeps, intake: Intake, at: number, { place, effect, signer, attachments }: OutageBody): Promise<OutageForm> {
  const { office, rules } = intake;
  const [events, words, now] = [await eventsIn(deps, intake), await wordsIn(deps, intake), await officeNow(deps.db, office)];
  const fixed = events.findLast(({ type }) => type === 'times.fixed');
  if (!fixed) throw new Problem('wrong-state');
  const { startsAt, endsAt, textId } = fixed.data as { startsAt: number; endsAt: number; textId: string };
  const { outage, titles } = rules;
  const published = events.findLast(({ type }) => type === 'published');
  return {
    at, place, startsAt, endsAt, ...daysTouched(now.calendar, startsAt, endsAt),
    systems: systemNames(rules, published?.data.systems), cause: words.get(textId) ?? '', effect, steps: stepsIn(events, words),
    declarer: { name: (await namesOf(deps, office, [fixed.actor])).get(fixed.actor) ?? '', position: titles[outage.declarer.value] ?? outage.declarer.value },
    signer: await officeSigner(deps, intake, signer, outage.paper.signer), attachments,
  };
}

/** What people did, with the instant that they named (SEC-7). */
function stepsIn(events: Recorded[], words: Map<string, string>): OutageForm['steps'] {
  return events.filter(({ type }) => type === 'step.taken')
    .map(({ data }) => ({ at: Number(data.at), words: words.get(String(data.textId)) ?? '' })).sort((a, b) => a.at - b.at);
}
