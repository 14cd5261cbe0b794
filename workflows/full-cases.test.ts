import { afterEach, expect, test } from 'vitest';
import { fullCases } from './testing/full-cases.ts';
import { saveHistory, toJson } from './testing/histories.ts';
import type { Case } from './testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());

// Run by `workflows/testing/save-histories.ts` to keep what was played.
const isKept = process.env.SIGAP_SAVE_HISTORIES === '1';

test.each(Object.keys(fullCases))('the whole life of a case, %s, ends closed with its mails settled', async (name) => {
  scene = await fullCases[name]!();
  await scene.finish();
  expect(await scene.state()).toBe('ditutup');
  expect(await scene.openKinds()).toEqual([]);
  expect(await scene.due()).toBeNull();
  if (isKept) saveHistory(name, toJson(await scene.handle.fetchHistory()));
});
