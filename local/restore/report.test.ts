import { expect, test } from 'vitest';
import { chosenSet } from './report.ts';

const at = (day: number) => `2027-01-${day}T01:30:00+07:00`;

test('the operator reads which set is taken, and what --snapshot may name when it is damaged', () => {
  const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
  const said = chosenSet({ snapshotId: ids[0]!, time: at(19), older: [{ id: ids[1]!, time: at(18) }, { id: ids[2]!, time: at(17) }] });
  expect(said).toMatch(/^Cadangan yang dipakai: a{8} \(1[89] Jan 2027.*\)\. Yang lebih lama: b{8} \(1[78] Jan 2027.*\), c{8} \(1[67] Jan 2027.*\)\.$/);
  expect(chosenSet({ snapshotId: ids[0]!, time: at(19), older: [] })).not.toContain('lebih lama');
});
