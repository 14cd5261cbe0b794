import { afterEach, expect, test } from 'vitest';
import { endServer } from './testing/environment.ts';
import { fullCases } from './testing/full-cases.ts';
import { savedHistories, saveHistory, timerSummaries, toJson } from './testing/histories.ts';
import type { Case } from './testing/skipping.ts';

// Run by `workflows/testing/save-histories.ts` to keep what was played.
const isKept = process.env.SIGAP_SAVE_HISTORIES === '1';

let scene: Case;
afterEach(async () => {
  await scene.end();
  // A history is kept in its scene's own dates, which a clock that another case has moved has passed.
  if (isKept) await endServer();
});

test.each(Object.keys(fullCases))('the whole life of a case, %s, ends closed with its mails settled', async (name) => {
  scene = await fullCases[name]!();
  await scene.finish();
  expect(await scene.state()).toBe('ditutup');
  expect(await scene.openKinds()).toEqual([]);
  expect(await scene.due()).toBeNull();
  const history = toJson(await scene.handle.fetchHistory());
  if (isKept) saveHistory(name, history);
  // The same timers with the same names, to the minute, as when the history was kept: replay would not notice.
  const kept = savedHistories().find((saved) => saved.name === name)!.history;
  expect(timerSummaries(history)).toEqual(timerSummaries(kept).map((summary) => (isKept ? summary : scene.time.summary(summary))));
});
