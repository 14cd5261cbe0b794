import { noticesOf, readCase } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { chronologyOf } from '../../api/reading/chronology.ts';
import type { Chronology } from '../../api/reading/chronology.ts';
import { choicesFor } from './act-fields.ts';
import type { Choices } from './act-fields.ts';
import type { Desk } from './desk.ts';

/** Everything that the page of a case shows; the reading is logged. */
export interface WholeCase {
  found: Awaited<ReturnType<typeof readCase>>;
  notices: Awaited<ReturnType<typeof noticesOf>>;
  choices: Choices;
  chronology: Chronology;
}

/** @throws Problem no-function */
export async function readWholeCase(deps: ApiDeps, desk: Desk, intake: Intake): Promise<WholeCase> {
  const found = await readCase(deps, intake, desk.staff);
  const [notices, choices, chronology] = await Promise.all([noticesOf(deps, intake), choicesFor(deps, desk, intake), chronologyOf(deps, intake, desk.staff)]);
  return { found, notices, choices, chronology };
}
